package com.terrifictotes.local.run;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The tables of which a run on a home knew another number of rows than totesys had, when it last compared them: in a file,
 * for who asks how the home is.
 *
 * @param home where the run is
 */
record Miscounted(Path home) {

    List<String> tables() {
        try {
            return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot read %s: %s".formatted(file(), e), e);
        }
    }

    void put(List<String> tables) {
        try {
            Files.write(file(), tables);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write %s: %s".formatted(file(), e), e);
        }
    }

    private Path file() {
        return home.resolve("miscounted");
    }
}
