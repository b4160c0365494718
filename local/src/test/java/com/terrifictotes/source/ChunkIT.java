package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.SourceCatalog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks of a table that changes between the plan of a first load and its reading. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class ChunkIT {

    /** Every table is large. */
    private static final ReadingOptions OPTIONS = Follower.options(1_000_000, Duration.ofHours(1), 1);

    private final Metrics metrics = new Metrics();
    private SourceDatabase source;
    private SourceCatalog started;
    private Session session;

    @BeforeEach
    void createTable() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, parts int)",
                "INSERT INTO design VALUES (1, 'Wooden', 7), (2, 'Steel', 9)");
        started = source.catalog();
        session = new Session(source.database());
    }

    @AfterEach
    void disconnect() {
        session.close();
    }

    @Test
    void allOfItIsRead() throws SQLException {
        assertThat(words(task().read(session))).isEqualTo("1 Wooden, 2 Steel, finished");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "another type  | ALTER TABLE design ALTER parts TYPE text   | ALTER TABLE design ALTER parts TYPE int USING parts::int",
                "another name  | ALTER TABLE design RENAME parts TO pieces  | ALTER TABLE design RENAME pieces TO parts",
                "renamed table | ALTER TABLE design RENAME TO designs       | ALTER TABLE designs RENAME TO design",
                "no right      | REVOKE SELECT ON design FROM totes_reader  | GRANT SELECT ON design TO totes_reader",
                "another key   | ALTER TABLE design DROP CONSTRAINT design_pkey | ALTER TABLE design ADD PRIMARY KEY (id)",
            })
    void whatCanBecomeAsItWasIsWaitedFor(String what, String ddl, String undo) throws SQLException {
        ChunkTask task = task();
        source.run(ddl);
        assertThat(words(task.read(session))).isEqualTo("waits");
        assertThat(words(task.read(session))).isEqualTo("waits");
        assertThat(task.untilDue(Clock.millis())).isPositive();
        assertThat(metrics.value("tablesStopped")).isEqualTo(1);

        source.run(undo);

        assertThat(words(task.read(session))).isEqualTo("1 Wooden, 2 Steel, finished");
        assertThat(metrics.value("tablesStopped")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE design", "ALTER TABLE design DROP COLUMN parts"})
    void whatCannotIsLeftToTheCuts(String ddl) throws SQLException {
        ChunkTask task = task();
        source.run(ddl);
        assertThat(words(task.read(session))).isEqualTo("finished");
        assertThat(metrics.value("tablesStopped")).isZero();
    }

    /** What the chunks left out is in no chunk: the cuts must not trust that it is loaded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE design DROP COLUMN parts; ALTER TABLE design ADD COLUMN parts int",
                "ALTER TABLE design RENAME TO old; CREATE TABLE design (id int PRIMARY KEY, name text, parts int); INSERT INTO design SELECT * FROM old"
            })
    void theFirstCutReadsAllOfATableThatIsAnotherThanWasPlanned(String ddl) throws SQLException {
        try (Follower follower = Follower.begin(source, OPTIONS)) {
            source.run(ddl.split(";"));
            assertThat(follower.next().words()).containsExactly("1 Wooden", "2 Steel");
        }
    }

    @Test
    void theFirstCutTrustsThatTheChunksAreRead() throws SQLException {
        try (Follower follower = Follower.begin(source, OPTIONS)) {
            source.run("INSERT INTO design VALUES (3, 'Oak')");
            assertThat(follower.next().words()).containsExactly("3 Oak");
        }
    }

    @Test
    void aTableThatIsNotAsAtTheStartIsNotPlannedInChunks() throws SQLException {
        source.run("ALTER TABLE design RENAME COLUMN parts TO pieces");
        FirstLoad.Plan plan = new FirstLoad(started, OPTIONS).plan(source.database());
        assertThat(plan.splits().chunks()).isEmpty();
    }

    private ChunkTask task() {
        return new ChunkTask(
                new ChunkSplit("design", null, null, 1_000),
                started.table("design").orElseThrow(),
                OPTIONS,
                new ReaderMetrics(metrics, started));
    }

    private static String words(SplitTask.Batch batch) {
        List<String> words =
                Follower.words(batch.readings().stream().map(reading -> ((Reading.Seen) reading).version()));
        String end = batch.isFinished() ? "finished" : "waits";
        return words.isEmpty() ? end : String.join(", ", words) + ", " + end;
    }
}
