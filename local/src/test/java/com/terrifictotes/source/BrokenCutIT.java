package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.local.pipeline.TableLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletes that come while something is read. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class BrokenCutIT {

    private SourceDatabase source;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE account (id int PRIMARY KEY, name text)",
                "INSERT INTO account SELECT n, 'Old' FROM generate_series(1, 5000) n",
                "CREATE TABLE design (id int PRIMARY KEY, name text)",
                "INSERT INTO design VALUES (1, 'Wooden'), (2, 'Steel')",
                "ANALYZE");
    }

    /** Who is behind a lock sees nothing of a client that is gone: its session would wait on, and so would that of each try. */
    @Test
    void aCutThatWaitsForALockInVainLeavesNoSessionBehind() throws SQLException {
        Database impatient = source.database(source.server().port(), Duration.ofMillis(300));
        try (TableLock lock = TableLock.take(source::writer, "design");
                Follower follower = Follower.begin(source, impatient, Follower.options())) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> follower.next()).hasMessageContaining("canceling statement due to lock timeout");
            assertThat(source.text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'design'::regclass"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aRowOfABrokenCutThatIsDeletedBeforeTheNextIsGone() throws SQLException {
        SourceCatalog catalog = source.catalog();
        CutTask task = task(plan(Follower.options()).cuts(), catalog);
        Fold fold = new Fold();
        try (Session session = new Session(source.database())) {
            List<RowVersion> first = versions(task.read(session).readings());
            first.forEach(fold::add);
            assertThat(first).hasSize(RowBatch.MOST_ROWS);
            session.close();
            task.restart();
            String given = first.stream()
                    .map(version -> Long.toString(version.row().integer(0)))
                    .collect(Collectors.joining(","));
            source.run("DELETE FROM account WHERE id IN (%s)".formatted(given));

            finish(task, session, fold);
        }
        assertThat(fold.rows("account")).hasSize(3_000);
        assertThat(fold.deletes()).hasSize(RowBatch.MOST_ROWS);
    }

    @Test
    void whatABrokenCutSaidToBeGoneIsSaidAgain() throws SQLException {
        SourceCatalog catalog = source.catalog();
        CutTask task = task(plan(Follower.options()).cuts(), catalog);
        Fold fold = new Fold();
        try (Session session = new Session(source.database())) {
            finish(task, session, fold);
            source.run("DELETE FROM account");
            List<RowVersion> gone = versions(task.read(session).readings());
            assertThat(gone).hasSize(RowBatch.MOST_ROWS).allMatch(RowVersion::isGone);
            gone.forEach(fold::add);
            session.close();
            task.restart();
            source.run("INSERT INTO account SELECT n, 'Back' FROM generate_series(1, 3) n");

            finish(task, session, fold);
        }
        assertThat(fold.rows("account")).hasSize(3);
    }

    /** A snapshot from before TRUNCATE, or before a table is written anew, finds it empty afterwards. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "written anew                  | ALTER TABLE design ALTER COLUMN name TYPE varchar(20); ALTER TABLE design ALTER COLUMN name TYPE text | 2",
                "emptied and filled            | BEGIN; TRUNCATE design; INSERT INTO design VALUES (1, 'Wooden'), (2, 'Steel'), (3, 'New'); COMMIT    | 3",
                "emptied                       | TRUNCATE design | 0",
                "replaced by another of a name | BEGIN; CREATE TABLE other (LIKE design INCLUDING ALL); INSERT INTO other VALUES (2, 'Steel'); GRANT SELECT ON other TO totes_reader; DROP TABLE design; ALTER TABLE other RENAME TO design; COMMIT | 1",
            })
    void aTableThatChangesBehindTheBackOfACutBreaksIt(String how, String statements, int rows) throws SQLException {
        SourceCatalog catalog = source.catalog();
        CutTask task = task(plan(Follower.options()).cuts(), catalog);
        Fold fold = new Fold();
        try (Session session = new Session(source.database())) {
            finish(task, session, fold);
            source.run(
                    "UPDATE account SET name = 'New'",
                    "INSERT INTO design VALUES (7, 'Unseen'); DELETE FROM design WHERE id = 7");
            versions(task.read(session).readings()).forEach(fold::add);

            source.run(statements);

            assertThatThrownBy(() -> finish(task, session, fold))
                    .isInstanceOf(SQLException.class)
                    .hasMessage(
                            "Cannot read table design in this cut: it was emptied, written anew or replaced after the cut was begun");
            session.close();
            task.restart();
            finish(task, session, fold);
        }
        assertThat(fold.rows("design")).hasSize(rows);
        assertThat(fold.deletes()).as("as many as are really gone").hasSize(Math.max(0, 2 - rows));
    }

    /**
     * While the load goes on: before the chunks are read, between two of them, and behind them. What the chunks gave out may
     * come to its reader before the first cut or behind it.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsDeletedWhileChunksAreReadIsGone(boolean areChunksLate) throws SQLException {
        SourceCatalog catalog = source.catalog();
        ReadingOptions options = Follower.options(1_000_000, Duration.ofHours(1), 1_000);
        EnumeratorState plan = plan(options);
        assertThat(plan.chunks()).hasSize(5);
        List<RowVersion> ofChunks = new ArrayList<>();
        Fold fold = new Fold();
        try (Session session = new Session(source.database())) {
            source.run(
                    "DELETE FROM account WHERE id % 10 = 1", "INSERT INTO account VALUES (9001, 'New'), (1, 'Again')");
            for (ChunkSplit chunk : plan.chunks()) {
                ofChunks.addAll(read(chunk, catalog, session));
                source.run(
                        "DELETE FROM account WHERE id % 50 = 3 AND id < 2500",
                        "DELETE FROM account WHERE id = 9001", "INSERT INTO account VALUES (9001, 'Newer')");
            }
            source.run("DELETE FROM account WHERE id % 10 = 2", "DELETE FROM account WHERE id = 9001");
            if (!areChunksLate) {
                ofChunks.forEach(fold::add);
            }
            finish(task(plan.cuts(), catalog), session, fold);
            ofChunks.forEach(fold::add);
        }
        assertThat(words(fold.rows("account"))).isEqualTo(words(source, "account"));
    }

    @Test
    void aTableWhoseKeysAreTooFarApartToHandThemOutIsReadInOnePiece() throws SQLException {
        source.run(
                "CREATE TABLE far (id bigint PRIMARY KEY)",
                "INSERT INTO far SELECT n * 7000000007 FROM generate_series(1, 250000) n",
                "ANALYZE far");

        EnumeratorState plan = plan(Follower.options(1_000_000, Duration.ofHours(1), 1_000));

        assertThat(plan.chunks()).hasSize(5).allMatch(chunk -> chunk.table().equals("account"));
    }

    private EnumeratorState plan(ReadingOptions options) throws SQLException {
        return new FirstLoad(source.catalog(), options).plan(source.database()).splits();
    }

    private static CutTask task(@Nullable CutsSplit cuts, SourceCatalog catalog) {
        return new CutTask(
                Objects.requireNonNull(cuts), catalog, Follower.options(), new ReaderMetrics(new Metrics(), catalog));
    }

    private static List<RowVersion> read(ChunkSplit chunk, SourceCatalog catalog, Session session) throws SQLException {
        ChunkTask task = new ChunkTask(
                chunk,
                catalog.table(chunk.table()).orElseThrow(),
                Follower.options(),
                new ReaderMetrics(new Metrics(), catalog));
        List<RowVersion> all = new ArrayList<>();
        while (true) {
            SplitTask.Batch batch = task.read(session);
            all.addAll(versions(batch.readings()));
            if (batch.isFinished()) {
                return all;
            }
        }
    }

    /** Reads to the end of a cut. */
    private static void finish(CutTask task, Session session, Fold fold) throws SQLException {
        while (true) {
            List<Reading> readings = task.read(session).readings();
            versions(readings).forEach(fold::add);
            if (readings.stream().anyMatch(Reading.Closed.class::isInstance)) {
                return;
            }
        }
    }

    private static List<RowVersion> versions(List<Reading> readings) {
        return readings.stream()
                .filter(Reading.Seen.class::isInstance)
                .map(reading -> ((Reading.Seen) reading).version())
                .toList();
    }

    private static List<String> words(Map<ChangeKey, Row> rows) {
        return rows.values().stream()
                .map(row -> row.integer(0) + " " + row.text(1))
                .sorted()
                .toList();
    }

    private static List<String> words(SourceDatabase source, String table) throws SQLException {
        String all = source.text("SELECT string_agg(id || ' ' || name, '|') FROM " + table);
        return Arrays.stream(all.split("\\|")).sorted().toList();
    }
}
