package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that change while the job runs, between two cuts and within one. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class DriftIT {

    private static final String BLOCKED =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

    private SourceDatabase source;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TYPE mood AS ENUM ('fine', 'sad')",
                "CREATE TABLE design (id int PRIMARY KEY, name text, place text, price numeric(10,2), parts int, mood mood)",
                "INSERT INTO design VALUES (1, 'Wooden', 'here', 2.35, 7, 'fine')",
                "CREATE TABLE staff (id int PRIMARY KEY, name text)",
                "INSERT INTO staff VALUES (1, 'Ada')");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a column is gone              | ALTER TABLE design DROP COLUMN place",
                "a column has another name     | ALTER TABLE design RENAME COLUMN place TO location",
                "text is varchar               | ALTER TABLE design ALTER COLUMN place TYPE varchar(10)",
                "a decimal has more digits     | ALTER TABLE design ALTER COLUMN price TYPE numeric(12,2)",
                "an integer is text            | ALTER TABLE design ALTER COLUMN parts TYPE text",
                "an integer is a bigint        | ALTER TABLE design ALTER COLUMN parts TYPE bigint",
                "the key is a bigint           | ALTER TABLE design ALTER COLUMN id TYPE bigint",
                "an enum is text               | ALTER TABLE design ALTER COLUMN mood TYPE text",
                "the table is gone             | DROP TABLE design",
                "the table has another name    | ALTER TABLE design RENAME TO designs",
                "the table is elsewhere        | CREATE SCHEMA museum; ALTER TABLE design SET SCHEMA museum",
                "the primary key is gone       | ALTER TABLE design DROP CONSTRAINT design_pkey",
                "the primary key is another    | ALTER TABLE design DROP CONSTRAINT design_pkey, ADD PRIMARY KEY (id, place)",
                "the table may not be read     | REVOKE SELECT ON design FROM totes_reader",
                "one column may not be read    | REVOKE SELECT ON design FROM totes_reader; GRANT SELECT (id, name) ON design TO totes_reader",
                "rows may be hidden            | ALTER TABLE design ENABLE ROW LEVEL SECURITY",
            })
    void aTableThatCannotBeReadAsItWasIsStoppedAndTheOthersGoOn(String what, String ddl) throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            assertThat(follower.next().words()).containsExactly("1 Ada", "1 Wooden");

            source.run(ddl, "INSERT INTO staff VALUES (2, 'Grace')");

            assertThat(follower.next().words()).containsExactly("2 Grace");
            assertThat(follower.metrics().value("tablesStopped")).isEqualTo(1);
            assertThat(follower.metrics().value("table.design.isStopped")).isEqualTo(1);
            assertThat(follower.metrics().value("table.staff.isStopped")).isZero();
        }
    }

    /** What was written in the meantime comes, and all else once more: content tells what is a change. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a column's name  | ALTER TABLE design RENAME COLUMN name TO label  | ALTER TABLE design RENAME COLUMN label TO name",
                "a type           | ALTER TABLE design ALTER COLUMN price TYPE text | ALTER TABLE design ALTER COLUMN price TYPE numeric(10,2) USING price::numeric",
                "a column, anew   | ALTER TABLE design DROP COLUMN place            | ALTER TABLE design ADD COLUMN place text DEFAULT 'there'",
                "the table's name | ALTER TABLE design RENAME TO designs            | ALTER TABLE designs RENAME TO design",
                "the primary key  | ALTER TABLE design DROP CONSTRAINT design_pkey  | ALTER TABLE design ADD PRIMARY KEY (id)",
                "a right          | REVOKE SELECT ON design FROM totes_reader       | GRANT SELECT ON design TO totes_reader",
                "hidden rows      | ALTER TABLE design ENABLE ROW LEVEL SECURITY    | ALTER TABLE design DISABLE ROW LEVEL SECURITY",
            })
    void aTableThatIsAsItWasAgainIsReadInFull(String what, String ddl, String undo) throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("BEGIN; INSERT INTO design (id, name) VALUES (2, 'Steel'); " + ddl + "; COMMIT");
            assertThat(follower.next().words()).isEmpty();
            assertThat(follower.next().words()).isEmpty();

            source.run(undo);

            assertThat(follower.next().words()).containsExactly("1 Wooden", "2 Steel");
            assertThat(follower.metrics().value("tablesStopped")).isZero();
            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void aSchemaThatIsAwayForAWhileStopsAllOfItAndNothingElse() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            for (String[] awayAndBack : new String[][] {
                {"ALTER SCHEMA public RENAME TO museum", "ALTER SCHEMA museum RENAME TO public"},
                {
                    "REVOKE USAGE ON SCHEMA public FROM totes_reader, PUBLIC",
                    "GRANT USAGE ON SCHEMA public TO totes_reader"
                }
            }) {
                source.run(awayAndBack[0]);
                assertThat(follower.next().words()).isEmpty();
                assertThat(follower.metrics().value("tablesStopped")).isEqualTo(2);

                source.run(awayAndBack[1]);
                assertThat(follower.next().words()).containsExactly("1 Ada", "1 Wooden");
                assertThat(follower.metrics().value("tablesStopped")).isZero();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a column that may be NULL      | ALTER TABLE design ADD COLUMN weight int",
                "a column with a value          | ALTER TABLE design ADD COLUMN weight int NOT NULL DEFAULT 7",
                "a table is packed              | VACUUM FULL design",
                "a table is sorted              | CLUSTER design USING design_pkey",
                "a column may not be NULL       | ALTER TABLE design ALTER COLUMN name SET NOT NULL",
                "a column has a default         | ALTER TABLE design ALTER COLUMN name SET DEFAULT 'None'",
                "an index                       | CREATE INDEX ON design (name)",
            })
    void whatLeavesTheRowsAsTheyAreReadsNoneOfThem(String what, String ddl) throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run(ddl, "INSERT INTO staff VALUES (2, 'Grace')");

            assertThat(follower.next().words()).containsExactly("2 Grace");
            assertThat(follower.metrics().value("tablesStopped")).isZero();
        }
    }

    /** No row was written, so no transaction id tells. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an enum gets a label           | ALTER TYPE mood ADD VALUE 'proud'                                      | 1 Wooden",
                "a label is renamed             | ALTER TYPE mood RENAME VALUE 'fine' TO 'good'                          | 1 Wooden",
                "a column is made again         | ALTER TABLE design DROP COLUMN name, ADD COLUMN name text DEFAULT 'Oak' | 1 Oak",
                "two columns change their names | ALTER TABLE design RENAME COLUMN name TO one; ALTER TABLE design RENAME COLUMN place TO name; ALTER TABLE design RENAME COLUMN one TO place | 1 here",
            })
    void whatChangesRowsWithoutWritingThemReadsAllOfThem(String what, String ddl, String words) throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run(ddl.split(";"));

            assertThat(follower.next().words()).containsExactly(words);
            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void whatIsNewIsToldOnceAndReadFromTheNextStartOn() throws SQLException {
        Follower.Cut before;
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run(
                    "ALTER TABLE design ADD COLUMN weight int DEFAULT 7",
                    "CREATE TABLE country (id int PRIMARY KEY, name text)",
                    "INSERT INTO country VALUES (1, 'Scotland')",
                    "INSERT INTO design VALUES (2, 'Steel', 'there')");
            before = follower.next();
            assertThat(before.words()).containsExactly("2 Steel");
            source.run("INSERT INTO staff VALUES (2, 'Grace')");
            assertThat(follower.next().words()).containsExactly("2 Grace");
            assertThat(follower.metrics().value("newInSource")).isEqualTo(2);
            assertThat(follower.metrics().value("tablesStopped")).isZero();
        }
        try (Follower restarted = Follower.after(before, source, Follower.options())) {
            assertThat(restarted.next().words()).containsExactly("1 Scotland", "1 Wooden", "2 Grace", "2 Steel");
            assertThat(restarted.next().words()).isEmpty();
        }
    }

    @Test
    void aNewTableThatTheNextStartWouldRefuseIsTold() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("CREATE TABLE keyless (id int)");
            follower.next();
            assertThat(follower.metrics().value("newInSource")).isEqualTo(1);
        }
    }

    /** A cut sees the catalogue of its snapshot; the table is as it is when its turn comes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a column is dropped    | ALTER TABLE staff DROP COLUMN name         |                         | 1",
                "a column is renamed    | ALTER TABLE staff RENAME name TO label     |                         | 1",
                "a column is retyped    | ALTER TABLE staff ALTER name TYPE bytea USING name::bytea |          | 1",
                "the table is dropped   | DROP TABLE staff                           |                         | 1",
                "the table is renamed   | ALTER TABLE staff RENAME TO people         |                         | 1",
                "the right is revoked   | LOCK TABLE staff; REVOKE SELECT ON staff FROM totes_reader |         | 1",
                "rows are hidden        | ALTER TABLE staff ENABLE ROW LEVEL SECURITY |                        | 1",
                "a column with a value  | ALTER TABLE staff ADD at timestamp DEFAULT clock_timestamp() | 1 Ada, 2 Grace | 0",
                "the table is packed    | CLUSTER staff USING staff_pkey             | 2 Grace                 | 0",
                "it is truncated        | TRUNCATE staff; INSERT INTO staff VALUES (3, 'Alan') | 1 gone, 3 Alan | 0",
                "another takes its name | ALTER TABLE staff RENAME TO people; ALTER TABLE twin RENAME TO staff | 1 gone, 8 Eve | 0",
            })
    void aTableThatChangesBehindTheSnapshotIsReadInAnotherOne(String what, String ddl, String words, int stopped)
            throws Exception {
        source.run("CREATE TABLE twin (id int PRIMARY KEY, name text)", "INSERT INTO twin VALUES (8, 'Eve')");
        try (Follower follower = Follower.begin(source);
                Connection other = source.writer()) {
            follower.next();
            source.run("INSERT INTO staff VALUES (2, 'Grace')");
            other.setAutoCommit(false);
            SourceDatabase.run(other, ddl.split(";"));
            CompletableFuture<Follower.Cut> cut = CompletableFuture.supplyAsync(() -> nextOf(follower));
            await().until(() -> source.text(BLOCKED).equals("1"));

            other.commit();

            assertThat(String.join(", ", cut.get(30, TimeUnit.SECONDS).words())).isEqualTo(words == null ? "" : words);
            assertThat(follower.failures()).isEqualTo(1);
            assertThat(follower.metrics().value("table.staff.isStopped")).isEqualTo(stopped);
            assertThat(follower.next().words()).isEmpty();
        }
    }

    /** A cast of its own, which its reader may not use any more: the catalogue of tables says nothing of it. */
    @Test
    void aTableThatPostgresRefusesForNoReasonThatIsKnownIsStoppedTooAndTriedAgain() throws SQLException {
        source.run(
                "CREATE TYPE place AS (city text)",
                "CREATE FUNCTION words(place) RETURNS text LANGUAGE sql AS 'SELECT ($1).city'",
                "CREATE CAST (place AS text) WITH FUNCTION words(place)",
                "CREATE TABLE depot (id int PRIMARY KEY, at place)",
                "INSERT INTO depot VALUES (1, ROW('Leeds'))");
        try (Follower follower = Follower.begin(source, Follower.options(1_000_000, Duration.ofMillis(300)))) {
            assertThat(follower.next().words()).containsExactly("1 Ada", "1 Leeds", "1 Wooden");
            source.run(
                    "REVOKE EXECUTE ON FUNCTION words(place) FROM PUBLIC",
                    "INSERT INTO depot VALUES (2, ROW('York'))",
                    "INSERT INTO staff VALUES (2, 'Grace')");

            assertThat(follower.nextInSpiteOfFailures().words()).containsExactly("2 Grace");
            assertThat(follower.failures()).isEqualTo(2);
            assertThat(follower.metrics().value("table.depot.isStopped")).isEqualTo(1);

            source.run("GRANT EXECUTE ON FUNCTION words(place) TO PUBLIC");
            await().until(() -> follower.nextInSpiteOfFailures().words().containsAll(List.of("1 Leeds", "2 York")));
            assertThat(follower.metrics().value("tablesStopped")).isZero();
        }
    }

    private static Follower.Cut nextOf(Follower follower) {
        try {
            return follower.nextInSpiteOfFailures();
        } catch (SQLException e) {
            throw new AssertionError("Cannot read another cut", e);
        }
    }
}
