package com.terrifictotes.local.run;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.Mode;
import com.terrifictotes.job.SecretReference;
import com.terrifictotes.job.Settings;
import com.terrifictotes.job.TotesJob;
import com.terrifictotes.job.WarehouseSettings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.flink.LocalJob;
import com.terrifictotes.local.flink.MetricsPort;
import com.terrifictotes.local.page.Page;
import com.terrifictotes.local.trading.RowProgress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole pipeline here until it is told to stop. */
@Command(
        name = "run",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole pipeline on this machine.",
            "",
            "Starts a totesys that trades, a warehouse, and Flink with the job, all on free ports of 127.0.0.1, and tells of every cut. Ctrl-C stops everything behind a savepoint; the next run on the same home carries on from it."
        },
        footer = {
            "",
            "Examples: ./local/totes run",
            "          ./local/totes run --bounded --orders 500 --home /tmp/trial",
            "          ./local/totes run --properties settings.json --prometheus-port 9249"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as asked, or loaded all with --bounded",
            "1:something around the program is in the way, or a table was not loaded with --bounded: the message says what",
            "2:options or settings must change: the message says which"
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration SHORTEST_CHECKPOINT = Duration.ofMillis(100);

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".totes",
            description = "Holds everything a run writes: databases, lake, checkpoints, log. Default: ${DEFAULT-VALUE}")
    private Path home = Path.of(".totes");

    @Option(names = "--bounded", description = "Loads what is there, prints a summary, and ends.")
    private boolean isBounded;

    @ArgGroup(exclusive = false, heading = "%nThe totesys of this home, made at its first run:%n")
    private TotesysOptions totesys = new TotesysOptions();

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Runs against databases of your own, by a settings file (docs/settings.md); starts none.")
    private @Nullable Path properties;

    @Option(
            names = "--poll",
            paramLabel = "PERIOD",
            defaultValue = "PT1S",
            description = "From one cut of this home's totesys to the next, such as PT0.5S. Default: ${DEFAULT-VALUE}")
    private Duration poll = Duration.ofSeconds(1);

    @Option(
            names = "--checkpoint",
            paramLabel = "PERIOD",
            defaultValue = "PT10S",
            description = "From one checkpoint to the next; rows appear in the lake with it. Default: ${DEFAULT-VALUE}")
    private Duration checkpoint = Duration.ofSeconds(10);

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of the job; may change from run to run. Default: ${DEFAULT-VALUE}")
    private int parallelism = 2;

    @Option(
            names = "--prometheus-port",
            paramLabel = "PORT",
            description =
                    "Shows metrics to Prometheus at this port of 127.0.0.1, 0 for any that is free (docs/metrics.md); without it, nowhere.")
    private @Nullable Integer prometheusPort;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description =
                    "Where 127.0.0.1 serves the page of the run; 0: any port that is free. Default: ${DEFAULT-VALUE}")
    private int pagePort;

    @Override
    public Integer call() throws Exception {
        check();
        StopSignal stop = StopSignal.listen();
        Screen screen = new Screen(System.out, System.err, CommandLine.Help.Ansi.AUTO.enabled());
        try (Home taken = Home.take(home)) {
            return properties == null ? runHere(taken, screen, stop) : runElsewhere(taken, properties, screen, stop);
        }
    }

    private void check() {
        totesys.check();
        if (properties != null && totesys.isToBeFilled()) {
            throw new UsageException("Cannot fill a totesys with --properties: that is a database of yours");
        }
        if (parallelism < 1 || parallelism > 128) {
            throw new UsageException("Cannot use --parallelism %d, expected 1 to 128".formatted(parallelism));
        }
        if (pagePort < 0 || pagePort > 65_535) {
            throw new UsageException("Cannot use --page-port %d, expected 0 to 65535".formatted(pagePort));
        }
        if (checkpoint.compareTo(SHORTEST_CHECKPOINT) < 0) {
            throw new UsageException(
                    "Cannot use --checkpoint %s, expected %s or more".formatted(checkpoint, SHORTEST_CHECKPOINT));
        }
    }

    private int runHere(Home taken, Screen screen, StopSignal stop) throws InterruptedException {
        screen.print("Starting totesys and the warehouse in " + taken.folder());
        try (Databases databases = Databases.start(taken, totesys.content(), filling(screen, stop))) {
            Settings settings = Settings.read(databases.writeSettings(taken, poll));
            screen.print("  totesys    %s  (user and password: %s)"
                    .formatted(databases.totesysUrl(), taken.totesysSecret()));
            screen.print("  warehouse  %s  (user and password to read it: %s)"
                    .formatted(databases.warehouseUrl(), taken.analystSecret()));
            SecretReference analyst = SecretReference.of("file:" + taken.analystSecret());
            return follow(
                    taken,
                    settings,
                    Optional.ofNullable(settings.warehouse()).map(warehouse -> warehouse.databaseAs(analyst)),
                    screen,
                    stop,
                    () -> {
                        if (!isBounded) {
                            totesys.trade().ifPresent(databases::trade);
                        }
                    },
                    databases::endTrade);
        }
    }

    private int runElsewhere(Home taken, Path file, Screen screen, StopSignal stop) throws InterruptedException {
        Settings read = Settings.read(file);
        isBounded |= read.pipeline().mode() == Mode.BOUNDED;
        Settings settings = read.following();
        Lake.reach(settings.lake());
        screen.print("  totesys    " + settings.source().url().address());
        WarehouseSettings warehouse = settings.warehouse();
        if (warehouse != null) {
            screen.print("  warehouse  " + warehouse.url().address());
        }
        return follow(
                taken,
                settings,
                Optional.ofNullable(warehouse).map(WarehouseSettings::database),
                screen,
                stop,
                () -> {},
                () -> false);
    }

    private int follow(
            Home taken,
            Settings settings,
            Optional<Database> warehouse,
            Screen screen,
            StopSignal stop,
            Runnable whenRunning,
            BooleanSupplier endTrade)
            throws InterruptedException {
        if (stop.isGiven()) {
            return 0;
        }
        MetricsPort metrics = prometheusPort == null ? null : MetricsPort.free(prometheusPort);
        ClusterOptions options = options(taken, metrics);
        taken.belongTo(pipeline(settings));
        requireNothingTwice(taken, settings, options);
        screen.print("  lake       " + settings.lake().rawPath());
        URI processedPath = settings.lake().processedPath();
        if (processedPath != null) {
            screen.print("             " + processedPath);
        }
        screen.print("  log        " + taken.log());
        try (Page page = isBounded ? null : page(settings, warehouse, screen);
                LocalJob job = LocalJob.start(
                        options,
                        settings.pipeline().name(),
                        graph -> TotesJob.build(settings, graph).forEach(screen::print))) {
            screen.print("  Flink      " + job.webAddress());
            if (metrics != null) {
                screen.print("  metrics    " + metrics.address());
            }
            if (page != null) {
                page.linkFlink(job.webAddress());
            }
            screen.print(isBounded ? "Loading what is there" : "Following totesys; Ctrl-C stops");
            whenRunning.run();
            return new Following(job, taken.folder(), screen, stop, settings, endTrade).follow(isBounded);
        }
    }

    private ClusterOptions options(Home taken, @Nullable MetricsPort metrics) {
        ClusterOptions options = new ClusterOptions(taken.flink(), parallelism, checkpoint);
        return metrics == null ? options : options.withMetrics(metrics);
    }

    /** A run goes on without its page. */
    private @Nullable Page page(Settings settings, Optional<Database> warehouse, Screen screen) {
        try {
            Page page = Page.serve(pagePort, settings.pipeline().name(), Board.ofThisJvm(), warehouse);
            screen.print("  page       " + page.address());
            return page;
        } catch (EnvironmentException e) {
            screen.error(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** What a home is for. Not the hosts: a database may move. */
    private static String pipeline(Settings settings) {
        WarehouseSettings warehouse = settings.warehouse();
        return "'%s' from the database %s, schema %s, to %s, %s and %s"
                .formatted(
                        settings.pipeline().name(),
                        database(settings.source().url().address()),
                        settings.source().schema(),
                        settings.lake().rawPath(),
                        settings.lake().processedPath() == null
                                ? "no processed zone"
                                : settings.lake().processedPath(),
                        warehouse == null
                                ? "no warehouse"
                                : "the database " + database(warehouse.url().address()));
    }

    private static String database(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** Without its state, a pipeline would write again what the lake already holds. */
    private static void requireNothingTwice(Home taken, Settings settings, ClusterOptions options) {
        if (!options.hasRestorePoint()) {
            requireEmpty(taken, settings.lake().rawPath());
            URI processedPath = settings.lake().processedPath();
            if (processedPath != null) {
                requireEmpty(taken, processedPath);
            }
        }
    }

    private static void requireEmpty(Home taken, URI zone) {
        if (!Lake.isEmpty(zone)) {
            throw new UsageException(
                    "Cannot carry on in %s: it holds no checkpoint, but the lake %s holds rows, which would be written a second time; expected another --home and another lake"
                            .formatted(taken.folder(), zone));
        }
    }

    private static RowProgress filling(Screen screen, StopSignal stop) {
        return LoadProgress.filling(screen, () -> {
            if (stop.isGiven()) {
                throw new EnvironmentException("Stopped while totesys was being filled: the next run fills it anew");
            }
        });
    }
}
