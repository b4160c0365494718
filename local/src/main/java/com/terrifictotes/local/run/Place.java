package com.terrifictotes.local.run;

import com.terrifictotes.job.Settings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which pipeline a command is about: that of a home, or a deployment. */
final class Place {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".totes",
            description = "The home of the run. Default: ${DEFAULT-VALUE}")
    private Path home = Path.of(".totes");

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "A deployment instead of a home, by its settings file (docs/settings.md).")
    private @Nullable Path properties;

    /** The home; empty of a deployment. */
    Optional<Path> home() {
        return properties == null ? Optional.of(home) : Optional.empty();
    }

    /** The settings of a deployment, which must be one. */
    Settings settings() {
        return Settings.read(Objects.requireNonNull(properties, "properties"));
    }

    Reach reach() {
        return properties == null ? Reach.home(home) : Reach.deployment(properties);
    }
}
