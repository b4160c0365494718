package com.terrifictotes.local.bench;

import com.terrifictotes.local.freshness.Freshness;
import com.terrifictotes.local.freshness.FreshnessMeter;
import com.terrifictotes.local.trading.RowProgress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Measures what it is told to, on databases of its own in a folder that keeps them. */
public final class Bench {

    private static final Set<BenchCase> OF_ORDERS =
            EnumSet.of(BenchCase.FLOOR, BenchCase.FIRST_LOAD, BenchCase.LAKE_ONLY, BenchCase.STOCK, BenchCase.CHANGES);
    private static final Set<BenchCase> OF_REAL_SIZE = EnumSet.of(BenchCase.IDLE, BenchCase.FRESHNESS);

    private static final long MOST_UPDATES = 1_000_000;
    private static final long LATE_UPDATES = 100_000;
    private static final int COMMITS = 100;
    private static final Duration IDLE_FOR = Duration.ofMinutes(1);
    /** The compiler of the JVM is busy for some minutes, with whatever runs every few seconds. */
    private static final Duration UNTIL_IDLE = Duration.ofMinutes(4);

    private static final double MEBIBYTE = 1 << 20;

    /** Polls and checkpoints. */
    private static final List<List<Duration>> PACES = List.of(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            List.of(Duration.ofMillis(200), Duration.ofMillis(500)),
            List.of(Duration.ofMillis(50), Duration.ofMillis(200)));

    private final BenchPlan plan;
    private final RowProgress filling;
    private final Consumer<String> told;
    private final Results results = new Results();

    /**
     * A measurement.
     *
     * @param filling is told how far a totesys is filled
     * @param told is told of each figure as it comes
     */
    public Bench(BenchPlan plan, RowProgress filling, Consumer<String> told) {
        this.plan = plan;
        this.filling = filling;
        this.told = told;
    }

    /** Measures, and says what in a table and as JSON. */
    public Report run() throws SQLException, InterruptedException, IOException {
        if (plan.hasAnyOf(OF_ORDERS)) {
            try (BenchDatabases databases = databases(OptionalLong.of(plan.orders()))) {
                loads(new Loads(databases), databases);
            }
        }
        if (plan.hasAnyOf(OF_REAL_SIZE)) {
            try (BenchDatabases databases = databases(OptionalLong.empty())) {
                realSize(databases);
            }
        }
        if (plan.has(BenchCase.RECOVERY)) {
            figure(
                    BenchCase.RECOVERY,
                    "start to a fresh warehouse after kill -9",
                    Recovery.seconds(plan.folder()),
                    "s");
        }
        if (plan.has(BenchCase.GROWTH)) {
            for (long orders : plan.growth()) {
                try (BenchDatabases databases = databases(OptionalLong.of(orders))) {
                    growth(new Loads(databases), databases, orders);
                }
            }
        }
        return Report.of(plan, results);
    }

    private BenchDatabases databases(OptionalLong orders) {
        String name = orders.isPresent() ? "orders-" + orders.getAsLong() : "real-size";
        return BenchDatabases.open(plan.folder().resolve(name), orders, filling);
    }

    private void loads(Loads loads, BenchDatabases databases) throws SQLException, InterruptedException, IOException {
        for (int run = 1; run <= plan.runs(); run++) {
            told.accept("Run %d of %d, %,d rows".formatted(run, plan.runs(), loads.rows()));
            if (plan.has(BenchCase.FLOOR)) {
                effort(BenchCase.FLOOR, loads.floor());
            }
            if (plan.has(BenchCase.FIRST_LOAD) || plan.has(BenchCase.CHANGES)) {
                effort(BenchCase.FIRST_LOAD, loads.firstLoad((job, target) -> {
                    if (plan.has(BenchCase.CHANGES)) {
                        effort(BenchCase.CHANGES, Updates.many(databases, job, MOST_UPDATES));
                    }
                }));
            }
            if (plan.has(BenchCase.LAKE_ONLY)) {
                effort(BenchCase.LAKE_ONLY, loads.lakeOnly());
            }
            if (plan.has(BenchCase.STOCK)) {
                effort(BenchCase.STOCK, loads.stock());
            }
        }
    }

    private void realSize(BenchDatabases databases) throws SQLException, InterruptedException {
        if (plan.has(BenchCase.IDLE)) {
            idle(databases);
        }
        if (plan.has(BenchCase.FRESHNESS)) {
            for (List<Duration> pace : PACES) {
                freshness(databases, pace.get(0), pace.get(1));
            }
        }
    }

    /** Time has to pass: what is measured is what it costs when nothing else does. */
    private void idle(BenchDatabases databases) throws SQLException, InterruptedException {
        try (Target target = databases.target();
                RunningJob job = started(target, Duration.ofSeconds(5), Duration.ofSeconds(10))) {
            job.awaitVisible(Instant.now());
            Thread.sleep(UNTIL_IDLE.toMillis());
            double source = databases.processorSecondsOfTotesys();
            double program = Processor.ofThisProgram();
            Thread.sleep(IDLE_FOR.toMillis());
            double percent = 100.0 / IDLE_FOR.toSeconds();
            figure(BenchCase.IDLE, "job", (Processor.ofThisProgram() - program) * percent, "% of a core");
            figure(
                    BenchCase.IDLE,
                    "totesys",
                    (databases.processorSecondsOfTotesys() - source) * percent,
                    "% of a core");
        }
    }

    private void freshness(BenchDatabases databases, Duration poll, Duration checkpoint)
            throws SQLException, InterruptedException {
        try (Target target = databases.target();
                RunningJob job = started(target, poll, checkpoint);
                Connection totesys = databases.totesys();
                Connection warehouse = target.connect()) {
            job.awaitVisible(Instant.now());
            Freshness freshness =
                    new FreshnessMeter(totesys, warehouse).measure(COMMITS, Duration.ofMinutes(1), new Random(1));
            String pace = "poll %d ms, checkpoint %d ms, ".formatted(poll.toMillis(), checkpoint.toMillis());
            figure(
                    BenchCase.FRESHNESS,
                    pace + "p50",
                    (double) freshness.percentile(50).toMillis(),
                    "ms");
            figure(
                    BenchCase.FRESHNESS,
                    pace + "p99",
                    (double) freshness.percentile(99).toMillis(),
                    "ms");
        }
    }

    private static RunningJob started(Target target, Duration poll, Duration checkpoint) {
        return RunningJob.start(target, target.settings(poll, true), checkpoint);
    }

    private void growth(Loads loads, BenchDatabases databases, long orders) throws SQLException, InterruptedException {
        Effort load = loads.firstLoad((job, target) -> {
            job.checkpoint();
            String size = "%,d orders: ".formatted(orders);
            figure(BenchCase.GROWTH, size + "heap after a collection", Memory.heapBytes() / MEBIBYTE, "MB");
            figure(BenchCase.GROWTH, size + "resident memory", Memory.residentBytes() / MEBIBYTE, "MB");
            figure(BenchCase.GROWTH, size + "state", job.figure("lastCheckpointFullSize") / MEBIBYTE, "MB");
            figure(BenchCase.GROWTH, size + "checkpoint", (double) job.figure("lastCheckpointDuration"), "ms");
            Updates.scattered(databases, job, LATE_UPDATES, orders);
            Effort late = Updates.scattered(databases, job, LATE_UPDATES, orders);
            figure(BenchCase.GROWTH, size + "late update, processor", late.micros(), "µs a row");
            figure(BenchCase.GROWTH, size + "late updates", late.rowsPerSecond(), "rows/s");
        });
        figure(BenchCase.GROWTH, "%,d orders: first load".formatted(orders), load.rowsPerSecond(), "rows/s");
    }

    private void effort(BenchCase of, Effort effort) {
        results.add(of, effort);
        told.accept(Report.line(of, effort));
    }

    private void figure(BenchCase of, String name, double value, String unit) {
        Figure figure = new Figure(of, name, value, unit);
        results.add(figure);
        told.accept(Report.line(figure));
    }
}
