package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.postgres.SharedServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are deleted, from totesys to the raw zone, whatever happens to the job meanwhile. */
class DeletedRowsIT {

    private static final int PARCELS = 2_500;

    @TempDir
    private Path folder = Path.of("unset");

    private TestPipeline pipeline;

    @BeforeEach
    void fillTotesys() throws SQLException {
        pipeline = new TestPipeline(
                SharedServer.server(),
                SharedServer.newDatabase(),
                folder,
                Duration.ofMillis(500),
                Map.of("poll.interval", "PT0.1S", "chunk.rows", "1000", "retry.backoff.max", "PT0.2S"));
        pipeline.execute(
                "CREATE TABLE parcel (parcel_id integer PRIMARY KEY, note text)",
                "INSERT INTO parcel SELECT n, 'new' FROM generate_series(1, %d) n".formatted(PARCELS),
                "ANALYZE parcel");
    }

    @Test
    void eachIsADeleteOnceThroughCrashesAndRestarts() {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            job.awaitCutAfter(System.currentTimeMillis());
            pipeline.execute("DELETE FROM parcel WHERE parcel_id IN (1, 2)");
            job.awaitCutAfter(System.currentTimeMillis());
            pipeline.execute("INSERT INTO parcel VALUES (1, 'back')");
            job.awaitCutAfter(System.currentTimeMillis());
            job.awaitCheckpoint();
            job.awaitCheckpoint();
            pipeline.execute("DELETE FROM parcel WHERE parcel_id = 3");
            job.crash();
            pipeline.execute("DELETE FROM parcel WHERE parcel_id = 4");
            job.start(3);
            job.awaitCutAfter(System.currentTimeMillis());
            pipeline.execute("DELETE FROM parcel WHERE parcel_id = 5");
            job.loseTaskManager();
            job.awaitCutAfter(System.currentTimeMillis());
            job.stop();
        }
        pipeline.execute("DELETE FROM parcel WHERE parcel_id IN (1, 6)");
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(1);
            job.awaitCutAfter(System.currentTimeMillis());
            job.stop();
        }
        assertThat(later())
                .containsExactly(
                        "1 2 delete null",
                        "1 3 insert back",
                        "1 4 delete null",
                        "2 2 delete null",
                        "3 2 delete null",
                        "4 2 delete null",
                        "5 2 delete null",
                        "6 2 delete null");
    }

    @Test
    void aTableThatIsTruncatedIsDeletedRowByRowAndFilledAgain() {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            job.awaitCutAfter(System.currentTimeMillis());
            pipeline.execute("TRUNCATE parcel", "INSERT INTO parcel VALUES (7, 'new'), (8, 'other')");
            job.awaitCutAfter(System.currentTimeMillis());
            job.stop();
        }
        assertThat(later())
                .hasSize(PARCELS - 1)
                .contains("6 2 delete null", "8 2 update other", "9 2 delete null", "2500 2 delete null")
                .doesNotContain("7 2 delete null", "8 2 delete null");
    }

    /** All but the first load. */
    private List<String> later() {
        String query = "SELECT parcel_id, _version, _op, note FROM %s WHERE _version > 1 ORDER BY parcel_id, _version"
                .formatted(pipeline.raw("parcel"));
        return DuckDb.query(query).stream()
                .map(values -> String.join(" ", values))
                .toList();
    }
}
