package com.terrifictotes.local.run;

import com.terrifictotes.job.Settings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.totesys.TotesysContent;
import com.terrifictotes.local.trading.RowProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command needs to ask a pipeline's databases: those of a deployment, those of a home where a run goes on, or
 * those of a home at rest, which are then started for as long as this is open.
 */
final class Reach implements AutoCloseable {

    /** Of no meaning while nothing reads totesys; the next run says its own. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Settings settings;
    private final @Nullable Home home;
    private final @Nullable Databases databases;

    private Reach(Settings settings, @Nullable Home home, @Nullable Databases databases) {
        this.settings = settings;
        this.home = home;
        this.databases = databases;
    }

    /** Those of a deployment. */
    static Reach deployment(Path properties) {
        Settings settings = Settings.read(properties);
        Lake.reach(settings.lake());
        return new Reach(settings, null, null);
    }

    /**
     * Those of a home.
     *
     * @throws UsageException if nothing ever ran there
     * @throws EnvironmentException if a run there has not yet started its databases
     */
    static Reach home(Path folder) {
        if (!Home.isMade(folder)) {
            throw new UsageException("Cannot find a pipeline in %s, expected the --home of a run, or --properties"
                    .formatted(folder.toAbsolutePath().normalize()));
        }
        Optional<Home> taken = Home.tryTake(folder);
        return taken.isPresent() ? start(taken.get()) : join(folder);
    }

    private static Reach join(Path folder) {
        if (!Files.exists(Home.settings(folder))) {
            throw new EnvironmentException("Cannot ask the databases in %s: the run is only starting them, try again"
                    .formatted(folder.toAbsolutePath().normalize()));
        }
        return new Reach(Settings.read(Home.settings(folder)), null, null);
    }

    private static Reach start(Home home) {
        try {
            Databases databases = Databases.start(home, new TotesysContent.FilledBefore(), RowProgress.SILENT);
            return new Reach(Settings.read(databases.writeSettings(home, POLL)), home, databases);
        } catch (RuntimeException | Error e) {
            home.close();
            throw e;
        }
    }

    /** Whether it is a home where no run goes on, nor can begin. */
    boolean isAtRest() {
        return home != null;
    }

    /** Whether it is such a home, and the last run there was stopped, rather than that it broke off. */
    boolean hasStopped() {
        return home != null && new ClusterOptions(home.flink(), 1, POLL).hasStopped();
    }

    Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        try {
            if (databases != null) {
                databases.close();
            }
        } finally {
            if (home != null) {
                home.close();
            }
        }
    }
}
