package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that were changed before the job starts again: it goes on with them as they are. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class DriftAtStartIT {

    private SourceDatabase source;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, place text, price numeric(10,2))",
                "INSERT INTO design VALUES (1, 'Wooden', 'here', 2.35)",
                "CREATE TABLE staff (id int PRIMARY KEY, name text)",
                "INSERT INTO staff VALUES (1, 'Ada')");
    }

    @ParameterizedTest(name = "{0}, stopped by a cut: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a new column              | ALTER TABLE design ADD COLUMN weight int                                                  | false",
                "a new column with a value | ALTER TABLE design ADD COLUMN weight int NOT NULL DEFAULT 7                               | false",
                "a column is gone          | ALTER TABLE design DROP COLUMN place                                                      | true",
                "a column is gone          | ALTER TABLE design DROP COLUMN place                                                      | false",
                "a column has another name | ALTER TABLE design RENAME COLUMN place TO location                                        | true",
                "a column has another name | ALTER TABLE design RENAME COLUMN place TO location                                        | false",
                "text is varchar           | ALTER TABLE design ALTER COLUMN place TYPE varchar(10)                                    | true",
                "a decimal has more digits | ALTER TABLE design ALTER COLUMN price TYPE numeric(12,2)                                  | true",
                "a decimal is text         | ALTER TABLE design ALTER COLUMN price TYPE text                                           | false",
                "the key is a bigint       | ALTER TABLE design ALTER COLUMN id TYPE bigint                                            | true",
                "the key is a bigint       | ALTER TABLE design ALTER COLUMN id TYPE bigint                                            | false",
                "another primary key       | ALTER TABLE design DROP CONSTRAINT design_pkey, ADD PRIMARY KEY (id, name)                | true",
                "another order of columns  | ALTER TABLE design ADD COLUMN again text DEFAULT 'here', DROP COLUMN place                | true",
                "another table of the name | DROP TABLE design; CREATE TABLE design (id int PRIMARY KEY, name text); INSERT INTO design VALUES (1, 'Wooden') | true",
            })
    void aTableOfAnotherShapeIsReadInFull(String what, String ddl, boolean isSeenByACut) throws SQLException {
        Follower.Cut last;
        try (Follower follower = Follower.begin(source)) {
            last = follower.next();
            source.run(ddl.split(";"));
            last = isSeenByACut ? follower.next() : last;
        }
        try (Follower restarted = Follower.after(last, source, Follower.options())) {
            assertThat(restarted.next().words()).containsExactly("1 Wooden");
            assertThat(restarted.metrics().value("tablesStopped")).isZero();
            assertThat(restarted.next().words()).isEmpty();
        }
    }

    /** While the table was stopped its state said nothing of it; after the restart it is trusted no more than before. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ALTER TABLE design RENAME COLUMN place TO location", "REVOKE SELECT ON design FROM totes_reader"
            })
    void aTableThatIsAsItWasOnlyAfterTheRestartIsReadInFull(String ddl) throws SQLException {
        Follower.Cut stopped;
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("INSERT INTO design VALUES (2, 'Steel')", ddl);
            stopped = follower.next();
        }
        source.run(
                ddl.startsWith("REVOKE")
                        ? "GRANT SELECT ON design TO totes_reader"
                        : "ALTER TABLE design RENAME COLUMN location TO place");
        try (Follower restarted = Follower.after(stopped, source, Follower.options())) {
            assertThat(restarted.next().words()).containsExactly("1 Wooden", "2 Steel");
        }
    }

    /** Nobody reads it any more; nothing says that its rows are gone, for nobody saw them go. */
    @ParameterizedTest(name = "stopped by a cut: {0}")
    @ValueSource(booleans = {true, false})
    void theRowsOfATableThatIsDroppedAreNotGone(boolean isSeenByACut) throws SQLException {
        Follower.Cut last = lastBefore(isSeenByACut, "DROP TABLE design", "INSERT INTO staff VALUES (2, 'Bo')");
        try (Follower restarted = Follower.after(last, source, Follower.options())) {
            assertThat(restarted.next().words()).containsExactly(isSeenByACut ? new String[0] : new String[] {"2 Bo"});
            last = restarted.next();
        }
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text)",
                "GRANT SELECT ON design TO totes_reader",
                "INSERT INTO design VALUES (2, 'Steel')");
        try (Follower again = Follower.after(last, source, Follower.options())) {
            assertThat(again.next().words()).as("made again").containsExactly("1 gone", "2 Steel");
        }
    }

    /** Another name is another table, with all its rows; what had the name is as if it had been dropped. */
    @ParameterizedTest(name = "stopped by a cut: {0}")
    @ValueSource(booleans = {true, false})
    void aTableOfAnotherNameIsAnotherOneAndTheOldOneComesBackWithItsName(boolean isSeenByACut) throws SQLException {
        Follower.Cut last = lastBefore(isSeenByACut, "ALTER TABLE design RENAME TO pattern");
        try (Follower restarted = Follower.after(last, source, Follower.options())) {
            last = restarted.next();
            assertThat(last.rows()).extracting(version -> version.key().table()).containsExactly("pattern");
            assertThat(last.words()).containsExactly("1 Wooden");
            assertThat(restarted.metrics().value("tablesStopped")).isZero();
            assertThat(restarted.next().words()).isEmpty();
        }
        source.run("INSERT INTO pattern VALUES (2, 'Steel')", "ALTER TABLE pattern RENAME TO design");
        try (Follower again = Follower.after(last, source, Follower.options())) {
            assertThat(again.next().words()).containsExactly("1 Wooden", "2 Steel");
        }
    }

    private Follower.Cut lastBefore(boolean isSeenByACut, String... ddl) throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            Follower.Cut last = follower.next();
            source.run(ddl);
            return isSeenByACut ? follower.next() : last;
        }
    }
}
