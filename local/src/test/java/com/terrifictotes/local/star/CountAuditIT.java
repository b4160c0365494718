package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.pipeline.Warnings;
import com.terrifictotes.local.steps.Hiding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At each cut, as many rows of each table are known as totesys has. */
class CountAuditIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long SEED = Long.getLong("star.seed", System.nanoTime() & 0xFFFF);

    private static final int TABLES = 11;
    private static final int LIVES = Integer.getInteger("star.rounds", 2);

    private final ScheduledExecutorService eyes = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong most = new AtomicLong(-1);

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;

    @BeforeAll
    static void weave() {
        Hiding.weave();
    }

    @BeforeEach
    void startServers() throws Exception {
        Board.ofThisJvm().clear();
        pipeline = StarPipeline.in(folder);
        var unused = eyes.scheduleWithFixedDelay(
                () -> most.accumulateAndGet(mismatches(), Math::max), 0, 5, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stopServer() {
        Hiding.hideNothing();
        eyes.shutdownNow();
        pipeline.close();
    }

    @Test
    void randomTradeAndCrashesAreNoFalseAlarm() throws Exception {
        Random random = new Random(SEED);
        try (ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED)) {
            for (int life = 0; life < LIVES; life++) {
                job.start(1 + random.nextInt(4));
                awaitComparisons(4 * TABLES);
                job.awaitCheckpoint();
                job.loseTaskManager();
                awaitComparisons(comparisons() + 4 * TABLES);
                job.crash();
            }
            job.start(2);
            trade.finish();
            awaitComparisons(TABLES);
            assertThat(mismatches()).isZero();
            job.stop();
        }
        assertThat(most.get())
                .as("most tables that ever differed, seed %d", SEED)
                .isZero();
    }

    @Test
    void aRowThatIsLostOnTheWayIsMissedFromTheNextCutOnAndAfterARestart() throws Exception {
        try (Warnings warnings = new Warnings();
                FragileJob job = pipeline.start(2)) {
            awaitComparisons(TABLES);
            Hiding.hideRow("currency", 4);
            pipeline.totesys().execute("INSERT INTO currency (currency_code, last_updated) VALUES ('SEK', now())");
            awaitMismatches(1);
            assertThat(Board.ofThisJvm().max("isMiscounted", "currency")).isEqualTo(1);
            long before = comparisons();
            pipeline.totesys().execute("UPDATE staff SET first_name = 'Ada' WHERE staff_id = 1");
            awaitComparisons(before + TABLES);
            assertThat(warnings.messages())
                    .filteredOn(message -> message.startsWith("Table "))
                    .singleElement()
                    .asString()
                    .matches("Table currency: totesys had 4 rows at the cut of .*, and 3 are known here; .*");
            job.stop();
        }
        try (FragileJob job = pipeline.start(1)) {
            awaitComparisons(TABLES);
            assertThat(mismatches()).as("though nothing has happened since").isEqualTo(1);

            Hiding.hideNothing();
            pipeline.totesys().execute("UPDATE currency SET currency_code = 'NOK' WHERE currency_id = 4");
            awaitMismatches(0);
            assertThat(job.restores()).isEqualTo(1);
        }
    }

    @Test
    void aDeleteThatIsLostOnTheWayIsMissedToo() throws Exception {
        try (FragileJob job = pipeline.start(2)) {
            awaitComparisons(TABLES);
            Hiding.hideEndOf("design", SmallTotesys.DESIGNS + 1L);
            pipeline.totesys().execute("DELETE FROM design WHERE design_id = %d".formatted(SmallTotesys.DESIGNS + 1));
            awaitMismatches(1);
            assertThat(Board.ofThisJvm().max("isMiscounted", "design")).isEqualTo(1);
            assertThat(job.restores()).isZero();
        }
    }

    private static long mismatches() {
        return Board.ofThisJvm().max("countMismatches");
    }

    private static void awaitMismatches(long count) {
        await(count + " mismatches").atMost(PATIENCE).until(() -> mismatches() == count);
    }

    private static long comparisons() {
        return Board.ofThisJvm().max("countComparisons");
    }

    /** In this life of the job. */
    private static void awaitComparisons(long count) {
        await(count + " comparisons").atMost(PATIENCE).until(() -> comparisons() >= count);
    }
}
