package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.postgres.SharedServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of the source, held against the worst that Postgres' clients and a crashing Flink can do: no row version
 * that a cut saw is lost, and none is there twice. What must be there is known from {@link WriteLog} and {@link Musts}
 * and not from anything the pipeline says, but for which cuts it closed.
 *
 * <p>A poller of {@code last_updated} sees the same writers, without a crash, and loses versions: so the writers are
 * awkward enough for the test to mean something.
 *
 * <p>{@code -Danomaly.seed=N} repeats the decisions of a run, though not its timing.
 */
class AnomalyIT {

    private static final long SEED = Long.getLong("anomaly.seed", System.nanoTime() & 0xFFFF);
    private static final Duration POLL = Duration.ofMillis(60);
    private static final Duration CHECKPOINTS = Duration.ofMillis(400);
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final int IN_FIRST_CHUNK = 700;
    private static final long ROWS_OF_SOME_CHUNKS = 4_000;
    private static final int CRASHES_WHILE_FOLLOWING = 4;

    private final Random random = new Random(SEED);
    private final WriteLog log = new WriteLog();

    @TempDir
    private Path folder = Path.of("unset");

    private TestPipeline pipeline;

    /** What the run has shown. */
    private static final class Numbers {
        private long changes;
        private long visible;
        private long musts;
        private long outlived;
        private long lostByCursor;
        private long lastLostByCursor;
        private final List<String> lost = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
    }

    @BeforeEach
    void fillTotesys() throws SQLException {
        pipeline = new TestPipeline(
                SharedServer.server(),
                SharedServer.newDatabase(),
                folder,
                CHECKPOINTS,
                Map.of(
                        "poll.interval",
                        POLL.toString(),
                        "chunk.rows",
                        "1000",
                        "window.from-rows",
                        "1000",
                        "window.length",
                        WINDOW.toString(),
                        "sweep.interval",
                        SWEEP.toString(),
                        "retry.backoff.max",
                        "PT0.5S"));
        pipeline.execute(Stream.concat(
                        WriteLog.CREATE.stream(),
                        Arrays.stream(AwkwardTable.values()).flatMap(table -> table.create().stream()))
                .toArray(String[]::new));
    }

    @Test
    void noRowVersionThatACutSawIsLostAndNoneIsThereTwice() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start);
                AwkwardWriters writers = AwkwardWriters.start(pipeline, log, random);
                CursorPoller cursor = new CursorPoller(pipeline, POLL.toMillis())) {
            crashWhileLoading(job, writers);
            for (int i = 0; i < CRASHES_WHILE_FOLLOWING; i++) {
                crashWhileFollowing(job, i % 2 == 0);
            }
            job.awaitCut();
            writers.finish();
            cursor.finish();
            followToTheEnd(job);
            Numbers numbers = judge(job, cursor);
            report(numbers, job, writers);
            assertThat(numbers.wrong)
                    .as("keys whose latest content, numbers or versions are wrong, seed %d", SEED)
                    .isEmpty();
            assertThat(numbers.lost)
                    .as("row versions a cut saw that are not in the raw zone, seed %d", SEED)
                    .isEmpty();
            assertThat(numbers.outlived).as("musts that were overwritten later").isGreaterThan(300);
            assertThat(numbers.lastLostByCursor)
                    .as("last versions that a cursor lost")
                    .isPositive();
            assertThat(job.crashes()).isGreaterThanOrEqualTo(5);
            assertThat(job.lostTaskManagers()).isGreaterThanOrEqualTo(2);
        }
    }

    /**
     * A transaction that was open when the load was planned commits behind the chunk that should have it.
     *
     * <p>A lock holds the load up while it is in the middle, so that it is broken before it is over: once when a checkpoint
     * has all of it, and once when chunks were given out after the last checkpoint. Then the TaskManager goes once more,
     * soon after one of its readers was given the cuts.
     */
    private void crashWhileLoading(ObservedJob job, AwkwardWriters writers) throws Exception {
        try (AwkwardWriters.Open before = writers.open(AwkwardTable.LEDGER, IN_FIRST_CHUNK)) {
            assertThat(before).isNotNull();
            job.start(anyParallelism());
            job.awaitRowsOf(AwkwardTable.LEDGER.table(), ROWS_OF_SOME_CHUNKS);
        }
        try (TableLock lock = TableLock.take(pipeline::connect, AwkwardTable.LEDGER.table())) {
            job.awaitCheckpoint();
            job.crash();
            job.start(anyParallelism());
            job.awaitCheckpoint();
            lock.awaitReader();
            lock.letPassWhoWaits();
            lock.awaitReader();
            job.loseTaskManager();
            assertThat(job.cuts().latest()).as("no cut, it is still loading").isNegative();
        }
        job.awaitCut();
        job.loseTaskManager();
    }

    private void crashWhileFollowing(ObservedJob job, boolean losesTaskManager) throws InterruptedException {
        run(job);
        if (losesTaskManager) {
            job.loseTaskManager();
            run(job);
        }
        job.crash();
        job.start(anyParallelism());
    }

    /** Any moment may be the one of a crash: this is the only wait for a time. */
    private void run(ObservedJob job) throws InterruptedException {
        job.awaitCut();
        Thread.sleep(600 + random.nextInt(1_800));
    }

    /** Behind the first cut after the last write, every table is swept within the interval. */
    private static void followToTheEnd(ObservedJob job) {
        job.awaitCutAfter(System.currentTimeMillis());
        job.awaitCutAfter(job.cuts().latest() + SWEEP.toMillis());
        job.stop();
    }

    private Numbers judge(ObservedJob job, CursorPoller cursor) throws SQLException {
        Musts musts = new Musts(job.cuts().survivors(), WINDOW.toMillis(), SWEEP.toMillis());
        Numbers numbers = new Numbers();
        try (Connection connection = pipeline.connect()) {
            for (AwkwardTable table : AwkwardTable.values()) {
                RawTable raw = RawTable.read(pipeline, table);
                Map<String, List<WriteLog.Version>> versions = log.versions(connection, table);
                numbers.wrong.addAll(raw.wrongLatest(content(connection, table)));
                numbers.wrong.addAll(raw.wrongNumbers());
                numbers.wrong.addAll(raw.wrongVersions(versions));
                numbers.changes += raw.size();
                versions.forEach(
                        (key, all) -> all.forEach(version -> count(numbers, musts, table, key, version, raw, cursor)));
            }
        }
        return numbers;
    }

    private static void count(
            Numbers numbers,
            Musts musts,
            AwkwardTable table,
            String key,
            WriteLog.Version version,
            RawTable raw,
            CursorPoller cursor) {
        numbers.visible++;
        if (version.isLast() && !cursor.saw(table, key, version.token())) {
            numbers.lastLostByCursor++;
        }
        if (!musts.include(table, version)) {
            return;
        }
        numbers.musts++;
        if (!version.isLast()) {
            numbers.outlived++;
        }
        if (!cursor.saw(table, key, version.token())) {
            numbers.lostByCursor++;
        }
        if (!raw.has(key, version.token())) {
            numbers.lost.add("%s %s: %s".formatted(table, key, version));
        }
    }

    private static List<List<String>> content(Connection connection, AwkwardTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT %s FROM %s".formatted(table.columns(), table.table()))) {
            return Texts.of(rows);
        }
    }

    private int anyParallelism() {
        return 1 + random.nextInt(3);
    }

    private void report(Numbers numbers, ObservedJob job, AwkwardWriters writers) {
        System.out.printf(
                "seed %d: %,d writes tried, %,d transactions refused, %,d versions were visible, %,d are in the raw zone%n"
                        + "%d crashes, %d TaskManagers lost, %d cuts seen that outlived them, last cut %d%n"
                        + "must be there: %,d, of these overwritten later: %,d, lost: %,d; wrong: %,d%n"
                        + "a cursor on last_updated lost of these: %,d, and of the last versions: %,d%n",
                SEED,
                writers.tried(),
                writers.refused(),
                numbers.visible,
                numbers.changes,
                job.crashes(),
                job.lostTaskManagers(),
                job.cuts().survivors().size(),
                Board.ofThisJvm().max("lastCut"),
                numbers.musts,
                numbers.outlived,
                numbers.lost.size(),
                numbers.wrong.size(),
                numbers.lostByCursor,
                numbers.lastLostByCursor);
    }
}
