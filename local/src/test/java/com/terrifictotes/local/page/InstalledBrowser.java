package com.terrifictotes.local.page;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Chromium of this machine and the driver that was made with it.
 *
 * @param program the browser: what {@code CHROMIUM} names, else one on the path
 * @param driver its WebDriver: what {@code CHROMEDRIVER} names, else the one on the path
 */
record InstalledBrowser(Path program, Path driver) {

    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** The browser of this machine. Where there is none, the test is skipped, except in CI, where it fails. */
    static InstalledBrowser require() {
        Map<String, String> environment = System.getenv();
        return find(environment).orElseGet(() -> {
            String wish =
                    "Cannot find a browser: CHROMIUM=%s, CHROMEDRIVER=%s; expected Debian's packages chromium and chromium-driver, or both variables"
                            .formatted(environment.get("CHROMIUM"), environment.get("CHROMEDRIVER"));
            return environment.getOrDefault("CI", "").isEmpty() ? abort(wish) : fail(wish);
        });
    }

    static Optional<InstalledBrowser> find(Map<String, String> environment) {
        Optional<Path> program = named(environment, "CHROMIUM", PROGRAMS);
        Optional<Path> driver = named(environment, "CHROMEDRIVER", List.of("chromedriver"));
        return program.flatMap(found -> driver.map(itsDriver -> new InstalledBrowser(found, itsDriver)));
    }

    private static Optional<Path> named(Map<String, String> environment, String variable, List<String> names) {
        String said = environment.getOrDefault(variable, "");
        Stream<Path> places =
                said.isEmpty() ? names.stream().flatMap(name -> onPath(environment, name)) : Stream.of(Path.of(said));
        return places.filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> onPath(Map<String, String> environment, String name) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name));
    }
}
