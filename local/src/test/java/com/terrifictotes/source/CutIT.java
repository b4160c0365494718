package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.change.RowVersion;
import com.terrifictotes.source.Follower.Cut;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cuts see of writers, by a role that has SELECT rights only. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class CutIT {

    private SourceDatabase source;

    @BeforeEach
    void createDesigns() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, last_updated timestamp(3) DEFAULT"
                        + " (now() AT TIME ZONE 'UTC'))",
                "INSERT INTO design VALUES (1, 'Wooden')");
    }

    @Test
    void theFirstCutSeesEverythingAndTheNextOnlyWhatWasWrittenSince() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            assertThat(follower.next().words()).containsExactly("1 Wooden");

            source.run("INSERT INTO design VALUES (2, 'Steel')", "UPDATE design SET name = 'Oak' WHERE id = 1");
            assertThat(follower.next().words()).containsExactly("1 Oak", "2 Steel");

            source.run("INSERT INTO design VALUES (3, 'Granite')");
            assertThat(follower.next().words()).containsExactly("3 Granite");
            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void aCutIsMarkedIfItBroughtRowsAndTheFirstOneInAnyCase() throws SQLException {
        source.run("DELETE FROM design");
        try (Follower follower = Follower.begin(source)) {
            assertThat(marked(follower.next())).contains(0L);
            assertThat(marked(follower.next())).isEmpty();

            source.run("INSERT INTO design VALUES (1, 'Wooden'), (2, 'Steel')");
            Cut cut = follower.next();
            assertThat(marked(cut)).contains(2L);
            assertThat(cut.mark().orElseThrow().row().epochMicros(1))
                    .isEqualTo(1_000 * cut.cuts().cut());
            assertThat(marked(follower.next())).isEmpty();
        }
    }

    private static Optional<Long> marked(Cut cut) {
        return cut.mark().map(mark -> mark.row().integer(2));
    }

    @Test
    void aLongWriterCausesReadingAgainAndNeverAStall() throws SQLException {
        try (Follower follower = Follower.begin(source);
                Connection slow = writing("INSERT INTO design VALUES (2, 'Slow')")) {
            follower.next();
            source.run("INSERT INTO design VALUES (3, 'Quick')");
            assertThat(follower.next().words()).containsExactly("3 Quick");
            source.run("INSERT INTO design VALUES (4, 'Quicker')");
            assertThat(follower.next().words()).containsExactly("3 Quick", "4 Quicker");
            assertThat(follower.metrics().value("fenceAge")).isGreaterThanOrEqualTo(2);

            slow.commit();

            assertThat(follower.next().words()).containsExactly("2 Slow", "3 Quick", "4 Quicker");
            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void rowsOfATableThatTakesTheNameOfAnotherAreSeen() throws SQLException {
        source.run(
                "CREATE TABLE other (LIKE design INCLUDING ALL)",
                "INSERT INTO other SELECT 1, 'Wooden'",
                "INSERT INTO other VALUES (2, 'Written long before')");
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("INSERT INTO design VALUES (9, 'Later')");
            follower.next();

            source.run("DROP TABLE design", "ALTER TABLE other RENAME TO design");

            assertThat(follower.next().words()).contains("2 Written long before");
        }
    }

    @Test
    void rowsOfAPartitionThatIsAttachedAreSeen() throws SQLException {
        source.run(
                "DROP TABLE design",
                "CREATE TABLE design (id int PRIMARY KEY, name text, last_updated timestamp(3)) PARTITION BY RANGE (id)",
                "CREATE TABLE design_1 PARTITION OF design FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE design_2 (id int PRIMARY KEY, name text, last_updated timestamp(3))",
                "INSERT INTO design VALUES (1, 'Wooden')",
                "INSERT INTO design_2 VALUES (101, 'Written long before')");
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("INSERT INTO design VALUES (2, 'Later')");
            follower.next();

            source.run("ALTER TABLE design ATTACH PARTITION design_2 FOR VALUES FROM (100) TO (200)");

            assertThat(follower.next().words()).contains("101 Written long before");
        }
    }

    @Test
    void rowsWhoseLabelHasAnotherNameAreSeen() throws SQLException {
        source.run(
                "CREATE TYPE material AS ENUM ('wood', 'steel')",
                "DROP TABLE design",
                "CREATE TABLE design (id int PRIMARY KEY, name material, last_updated timestamp(3))",
                "INSERT INTO design VALUES (1, 'wood')");
        try (Follower follower = Follower.begin(source)) {
            assertThat(follower.next().words()).containsExactly("1 wood");

            source.run("ALTER TYPE material RENAME VALUE 'wood' TO 'timber'");

            assertThat(follower.next().words()).containsExactly("1 timber");
            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void whatWasRolledBackIsNeverSeen() throws SQLException {
        try (Follower follower = Follower.begin(source);
                Connection doubtful = writing("INSERT INTO design VALUES (2, 'Doubtful')")) {
            follower.next();
            assertThat(follower.next().words()).isEmpty();

            doubtful.rollback();

            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void savepointsAreSeenAsFarAsTheyWereKept() throws SQLException {
        try (Follower follower = Follower.begin(source);
                Connection writer = writing("SAVEPOINT one", "INSERT INTO design VALUES (2, 'Kept')")) {
            follower.next();
            SourceDatabase.run(
                    writer, "SAVEPOINT two", "INSERT INTO design VALUES (3, 'Given up')", "ROLLBACK TO SAVEPOINT two");
            source.run("INSERT INTO design VALUES (4, 'Other')");
            follower.next();
            SourceDatabase.run(writer, "INSERT INTO design VALUES (5, 'Late')", "RELEASE SAVEPOINT one");
            follower.next();

            writer.commit();

            assertThat(follower.next().words()).containsExactly("2 Kept", "4 Other", "5 Late");
        }
    }

    /** Postgres keeps 64 of them in memory and only a flag beyond. */
    @Test
    void manySavepointsAreAllSeen() throws SQLException {
        try (Follower follower = Follower.begin(source);
                Connection writer = writing()) {
            follower.next();
            for (int id = 1_001; id <= 1_100; id++) {
                SourceDatabase.run(writer, "SAVEPOINT s", "INSERT INTO design VALUES (%d, 'Many')".formatted(id));
                if (id % 40 == 0) {
                    source.run("INSERT INTO design VALUES (%d, 'Other')".formatted(id + 1_000));
                    follower.next();
                }
            }
            writer.commit();

            assertThat(follower.next().words().stream().filter(word -> word.endsWith(" Many")))
                    .hasSize(100);
        }
    }

    @Test
    void aPreparedTransactionIsSeenWhenItIsCommitted() throws SQLException {
        try (Follower follower = Follower.begin(source);
                Connection writer = writing("INSERT INTO design VALUES (2, 'Prepared')")) {
            follower.next();
            SourceDatabase.run(writer, "PREPARE TRANSACTION 'two phases of %s'".formatted(source.name()));
            writer.commit();
            source.run("INSERT INTO design VALUES (3, 'Other')");
            assertThat(follower.next().words()).containsExactly("3 Other");

            source.run("COMMIT PREPARED 'two phases of %s'".formatted(source.name()));

            assertThat(follower.next().words()).containsExactly("2 Prepared", "3 Other");
        }
    }

    /** A locked table cannot be read: so the cuts did not. */
    @Test
    void whenNothingWasWrittenNoTableIsReadAndCutsGoOn() throws SQLException {
        try (Follower follower = Follower.begin(source);
                Connection lock = writing()) {
            Cut before = follower.next();
            SourceDatabase.run(lock, "LOCK TABLE design IN ACCESS EXCLUSIVE MODE");

            Cut after = follower.next();

            assertThat(after.rows()).isEmpty();
            assertThat(after.cuts().cut()).isGreaterThan(before.cuts().cut());
            assertThat(follower.metrics().value("table.design.completeAgeSeconds"))
                    .isZero();
            assertThat(follower.metrics().value("cuts")).isEqualTo(2);
        }
    }

    @Test
    void aWindowSeesWhatIsDatedAndTheSweepWhatIsNot() throws SQLException {
        source.run(
                "UPDATE design SET last_updated = '2024-01-01'",
                "INSERT INTO design SELECT 1000 + i, 'Old', '2024-01-01' FROM generate_series(1, 500) i",
                "CREATE INDEX ON design (last_updated)",
                "ANALYZE design");
        try (Follower follower = Follower.begin(source, Follower.options(100, Duration.ofHours(1)))) {
            assertThat(follower.next().rows()).hasSize(501);

            source.run(
                    "INSERT INTO design VALUES (2, 'Dated')",
                    "INSERT INTO design VALUES (3, 'Dated long ago', '2024-01-01')",
                    "INSERT INTO design VALUES (4, 'Not dated', NULL)",
                    "UPDATE design SET name = 'Silent' WHERE id = 1");
            Cut windowed = follower.next();
            assertThat(windowed.words()).containsExactly("2 Dated");

            try (Follower sweeping = Follower.after(windowed, source, Follower.options(100, Duration.ZERO))) {
                assertThat(sweeping.next().words())
                        .containsExactly("1 Silent", "2 Dated", "3 Dated long ago", "4 Not dated");
            }
        }
    }

    @Test
    void freezingRowsLosesNoneAndReadsNoneAgain() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("INSERT INTO design VALUES (2, 'Steel')", "VACUUM FREEZE design");

            assertThat(follower.next().words()).containsExactly("2 Steel");

            source.run("VACUUM FREEZE design", "VACUUM FULL design");
            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void inAnotherDatabaseEverythingIsComparedOnceAndFencesServeAgain() throws SQLException {
        source.run("INSERT INTO design VALUES (2, 'Steel'), (3, 'Granite')", "UPDATE design SET last_updated = NULL");
        SourceDatabase copy = SourceDatabase.create();
        copy.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, last_updated timestamp(3))",
                "INSERT INTO design VALUES (1, 'Wooden'), (2, 'Another'), (3, 'Granite')");
        Cut before;
        try (Follower follower = Follower.begin(source)) {
            before = follower.next();
        }
        try (Follower follower = Follower.after(before, copy, Follower.options())) {
            Cut compared = follower.next();

            assertThat(compared.words()).containsExactly("1 Wooden", "2 Another", "3 Granite");
            assertThat(follower.metrics().value("identityChanges")).isEqualTo(1);
            assertThat(compared.cuts().cut()).isGreaterThan(before.cuts().cut());
            assertThat(compared.rows().stream().filter(row -> !isIn(before, row)))
                    .singleElement()
                    .satisfies(row -> assertThat(row.row().text(1)).isEqualTo("Another"));
            assertThat(follower.next().words()).isEmpty();
            assertThat(follower.metrics().value("identityChanges")).isEqualTo(1);
        }
    }

    @Test
    void aBrokenOffCutIsTakenAgainLater() throws SQLException {
        source.run("INSERT INTO design SELECT 1000 + i, 'Many' FROM generate_series(1, 5000) i");
        CutsSplit cuts = Objects.requireNonNull(new FirstLoad(source.catalog(), Follower.options())
                .plan(source.database())
                .splits()
                .cuts());
        CutTask task = new CutTask(
                cuts, source.catalog(), Follower.options(), new ReaderMetrics(new Metrics(), source.catalog()));
        long brokenOff;
        try (Session session = new Session(source.database())) {
            List<Reading> rows = task.read(session).readings();
            brokenOff = ((Reading.Seen) rows.get(0)).version().cut();
            session.close();
            task.restart();
            List<Reading> again = task.read(session).readings();

            assertThat(again).hasSize(RowBatch.MOST_ROWS);
            assertThat(((Reading.Seen) again.get(0)).version().cut()).isGreaterThan(brokenOff);
        }
    }

    private static boolean isIn(Cut cut, RowVersion row) {
        return cut.rows().stream()
                .anyMatch(known -> known.key().equals(row.key()) && known.row().equals(row.row()));
    }

    /** A writer in an open transaction. */
    private Connection writing(String... statements) throws SQLException {
        Connection connection = source.writer();
        connection.setAutoCommit(false);
        SourceDatabase.run(connection, statements);
        return connection;
    }
}
