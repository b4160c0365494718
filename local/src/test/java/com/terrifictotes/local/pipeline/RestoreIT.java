package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.postgres.SharedServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is stopped and started again, by hand, with changes in between. */
class RestoreIT {

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
                Map.of("poll.interval", "PT0.1S", "chunk.rows", "1000"));
        pipeline.execute(
                "CREATE TABLE parcel (parcel_id integer PRIMARY KEY, note text)",
                "INSERT INTO parcel SELECT n, 'new' FROM generate_series(1, %d) n".formatted(PARCELS),
                "ANALYZE parcel");
    }

    @Test
    void itCarriesOnAtAnyParallelismAndCatchesWhatChangedMeanwhile() {
        runUntilCaughtUp(2);
        assertThat(changes()).isEmpty();

        pipeline.execute(
                "UPDATE parcel SET note = 'sent' WHERE parcel_id IN (7, 8)",
                "INSERT INTO parcel VALUES (%d, 'late')".formatted(PARCELS + 1));
        runUntilCaughtUp(3);
        assertThat(changes()).containsExactly("7 2 update sent", "8 2 update sent", "2501 1 insert late");

        pipeline.execute("UPDATE parcel SET note = 'lost' WHERE parcel_id = 7");
        runUntilCaughtUp(1);
        assertThat(changes())
                .containsExactly("7 2 update sent", "7 3 update lost", "8 2 update sent", "2501 1 insert late");
        assertThat(count()).isEqualTo(PARCELS + 4);
    }

    @Test
    void contentThatComesBackIsAnotherVersionIfACutSawItGone() {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            job.awaitCutAfter(System.currentTimeMillis());
            pipeline.execute("UPDATE parcel SET note = 'gone' WHERE parcel_id = 1");
            job.awaitCutAfter(System.currentTimeMillis());
            pipeline.execute("UPDATE parcel SET note = 'new' WHERE parcel_id = 1");
            pipeline.execute(
                    "UPDATE parcel SET note = 'never seen' WHERE parcel_id = 2",
                    "UPDATE parcel SET note = 'new' WHERE parcel_id = 2");
            job.awaitCutAfter(System.currentTimeMillis());
            job.stop();
        }
        assertThat(changes()).containsExactly("1 2 update gone", "1 3 update new");
    }

    @Test
    void aNewTableIsToldOfAndReadFromTheNextStartOn() {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            job.awaitCutAfter(System.currentTimeMillis());
            pipeline.execute(
                    "CREATE TABLE depot (code text PRIMARY KEY, city text)",
                    "INSERT INTO depot VALUES ('L', 'Leeds'), ('M', 'Manchester')");
            await("word of the new table").until(() -> Board.ofThisJvm().sum("newInSource") == 1);
            job.stop();
        }
        runUntilCaughtUp(3);
        assertThat(DuckDb.query("SELECT code, city, _version FROM %s ORDER BY code".formatted(pipeline.raw("depot"))))
                .containsExactly(List.of("L", "Leeds", "1"), List.of("M", "Manchester", "1"));
        assertThat(changes()).isEmpty();
        assertThat(count()).isEqualTo(PARCELS);
    }

    @Test
    void aNewColumnMakesVersionsOfTheRowsThatHaveAValueInIt() {
        runUntilCaughtUp(2);
        pipeline.execute(
                "ALTER TABLE parcel ADD COLUMN weight integer",
                "UPDATE parcel SET weight = 3 * parcel_id WHERE parcel_id < 3",
                "UPDATE parcel SET note = note WHERE parcel_id = 3");
        runUntilCaughtUp(1);
        assertThat(changes("note, weight")).containsExactly("1 2 update new 3", "2 2 update new 6");

        pipeline.execute("ALTER TABLE parcel ADD COLUMN is_fragile boolean DEFAULT true");
        runUntilCaughtUp(2);
        assertThat(count()).as("every row has a value, and none was written").isEqualTo(2 * PARCELS + 2);
        assertThat(changes("note, weight, is_fragile"))
                .startsWith("1 2 update new 3 null", "1 3 update new 3 true", "2 2 update new 6 null")
                .endsWith("2500 2 update new null true");
    }

    /** Who keeps rows by the names of their columns has each of them under the name it has now. */
    @Test
    void aRenamedColumnMakesVersionsOfTheRowsThatHaveAValueInIt() {
        pipeline.execute("UPDATE parcel SET note = NULL WHERE parcel_id = 2");
        runUntilCaughtUp(2);
        pipeline.execute(
                "ALTER TABLE parcel RENAME COLUMN note TO remark", "ALTER TABLE parcel ALTER parcel_id TYPE bigint");
        runUntilCaughtUp(1);

        assertThat(count()).isEqualTo(2 * PARCELS - 1);
        assertThat(changes("typeof(parcel_id), note, remark"))
                .startsWith("1 2 update BIGINT null new", "3 2 update BIGINT null new");
    }

    @Test
    void aColumnThatIsGoneMakesVersionsOfTheRowsThatHadAValueInIt() {
        pipeline.execute(
                "ALTER TABLE parcel ADD COLUMN weight integer", "UPDATE parcel SET weight = 5 WHERE parcel_id = 3");
        runUntilCaughtUp(2);
        pipeline.execute("ALTER TABLE parcel DROP COLUMN weight");
        runUntilCaughtUp(1);

        assertThat(changes("note, weight")).containsExactly("3 2 update new null");
    }

    /** Starts the job, waits for a cut, stops it. */
    private void runUntilCaughtUp(int parallelism) {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(parallelism);
            job.awaitCutAfter(System.currentTimeMillis());
            job.stop();
        }
    }

    private List<String> changes() {
        return changes("note");
    }

    /** Of the parcels: all but the first load. */
    private List<String> changes(String columns) {
        String query =
                "SELECT parcel_id, _version, _op, %s FROM %s WHERE _version > 1 OR parcel_id > %d ORDER BY parcel_id, _version"
                        .formatted(columns, pipeline.raw("parcel"), PARCELS);
        return DuckDb.query(query).stream()
                .map(values -> String.join(" ", values))
                .toList();
    }

    private long count() {
        return DuckDb.query("SELECT * FROM " + pipeline.raw("parcel")).size();
    }
}
