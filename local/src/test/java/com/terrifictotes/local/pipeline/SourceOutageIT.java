package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.postgres.ReturningServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A totesys that is away for a while: the job waits, and nothing is lost. */
class SourceOutageIT {

    private static final int PARCELS = 3_000;
    private static final int CHECKPOINTS_WITHOUT_TOTESYS = 4;
    private static final int TRIES_WITHOUT_TOTESYS = 3;

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void theJobOutlivesItAndCatchesUp() throws SQLException {
        try (ReturningServer totesys = new ReturningServer(folder.resolve("totesys"))) {
            TestPipeline pipeline = pipeline(totesys);
            try (ObservedJob job = new ObservedJob(pipeline::start)) {
                job.start(2);
                job.awaitCheckpoint();
                job.awaitCutAfter(System.currentTimeMillis());
                long failedBefore = job.job().failedCheckpoints();
                pipeline.execute("UPDATE parcel SET note = 'just before' WHERE parcel_id = 1");
                long triesBefore = Board.ofThisJvm().sum("retries");
                totesys.stop();

                for (int i = 0; i < CHECKPOINTS_WITHOUT_TOTESYS; i++) {
                    job.awaitCheckpoint();
                }
                awaitTries(triesBefore + TRIES_WITHOUT_TOTESYS);

                totesys.comeBack();
                pipeline.on(totesys.server()).execute("UPDATE parcel SET note = 'after' WHERE parcel_id = 2");
                job.awaitCutAfter(System.currentTimeMillis());
                requireUnharmed(job, failedBefore);
                job.stop();
            }
            assertThat(changes(pipeline, "parcel")).containsExactly("1 2 just before", "2 2 after");
        }
    }

    /**
     * A lock holds the cut up before its second table: most rows of the first are out when the connection breaks, among
     * them one that is changed before it is read again.
     */
    @Test
    void aCutThatBreaksInTheMiddleIsReadAgainUnderALaterInstant() throws SQLException {
        try (ReturningServer totesys = new ReturningServer(folder.resolve("totesys"))) {
            TestPipeline pipeline = pipeline(totesys);
            try (ObservedJob job = new ObservedJob(pipeline::start);
                    Connection blocking = pipeline.connect();
                    Statement lock = blocking.createStatement()) {
                job.start(2);
                job.awaitCheckpoint();
                job.awaitCutAfter(System.currentTimeMillis());
                long failedBefore = job.job().failedCheckpoints();
                blocking.setAutoCommit(false);
                lock.execute("LOCK TABLE van IN ACCESS EXCLUSIVE MODE");
                lock.execute("UPDATE van SET note = 'once'");
                pipeline.execute("UPDATE parcel SET note = 'once'");
                awaitChanges("parcel", PARCELS + 1);
                pipeline.execute("UPDATE parcel SET note = 'twice' WHERE parcel_id = 1");
                pipeline.breakConnections();
                awaitTries(1);
                blocking.commit();
                job.awaitCutAfter(System.currentTimeMillis());
                requireUnharmed(job, failedBefore);
                job.stop();
            }
            assertThat(changes(pipeline, "parcel"))
                    .startsWith("1 2 once", "1 3 twice", "2 2 once", "3 2 once")
                    .hasSize(PARCELS + 1);
            assertThat(changes(pipeline, "van")).containsExactly("1 2 once");
            String cuts = "SELECT DISTINCT _cut FROM %s WHERE note = 'once'".formatted(pipeline.raw("parcel"));
            assertThat(DuckDb.query(cuts))
                    .as("the cut that broke, and the next")
                    .hasSize(2);
        }
    }

    private TestPipeline pipeline(ReturningServer totesys) throws SQLException {
        totesys.server().createDatabase("totesys");
        TestPipeline pipeline = new TestPipeline(
                totesys.server(),
                "totesys",
                folder,
                Duration.ofMillis(300),
                Map.of("poll.interval", "PT0.1S", "retry.backoff.max", "PT0.5S"));
        pipeline.execute(
                "CREATE TABLE parcel (parcel_id integer PRIMARY KEY, note text)",
                "CREATE TABLE van (van_id integer PRIMARY KEY, note text)",
                "INSERT INTO parcel SELECT n, 'new' FROM generate_series(1, %d) n".formatted(PARCELS),
                "INSERT INTO van VALUES (1, 'new')");
        return pipeline;
    }

    private static void awaitTries(long count) {
        await("tries to read totesys")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Board.ofThisJvm().sum("retries") >= count);
    }

    private static void awaitChanges(String table, long count) {
        await("changes of " + table)
                .atMost(Duration.ofSeconds(30))
                .until(() -> Board.ofThisJvm().sum("changes", table) >= count);
    }

    private static void requireUnharmed(ObservedJob job, long failedBefore) {
        assertThat(job.job().isRunning()).isTrue();
        assertThat(job.job().restores()).as("restarts").isZero();
        assertThat(job.job().failedCheckpoints()).as("failed checkpoints").isEqualTo(failedBefore);
    }

    /** All but the first load. */
    private static List<String> changes(TestPipeline pipeline, String table) {
        String query = "SELECT %s_id, _version, note FROM %s WHERE _version > 1 ORDER BY ALL"
                .formatted(table, pipeline.raw(table));
        return DuckDb.query(query).stream()
                .map(values -> String.join(" ", values))
                .toList();
    }
}
