package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that change while the job runs. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class DriftIT {

    private SourceDatabase source;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, place text)",
                "INSERT INTO design VALUES (1, 'Wooden', 'here')",
                "CREATE TABLE staff (id int PRIMARY KEY, name text)",
                "INSERT INTO staff VALUES (1, 'Ada')");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a column is gone              | ALTER TABLE design DROP COLUMN place",
                "a column has another name     | ALTER TABLE design RENAME COLUMN place TO location",
                "a column has another type     | ALTER TABLE design ALTER COLUMN place TYPE varchar(10)",
                "the table is gone             | DROP TABLE design",
                "the table has another name    | ALTER TABLE design RENAME TO designs",
                "the primary key is gone       | ALTER TABLE design DROP CONSTRAINT design_pkey",
                "the primary key is another    | ALTER TABLE design DROP CONSTRAINT design_pkey, ADD PRIMARY KEY (id, place)",
                "the table may not be read     | REVOKE SELECT ON design FROM totes_reader",
            })
    void aTableThatCannotBeReadAsItWasIsStoppedAndTheOthersGoOn(String what, String ddl) throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            assertThat(follower.next().words()).containsExactly("1 Ada", "1 Wooden");

            source.run(ddl, "INSERT INTO staff VALUES (2, 'Grace')");

            assertThat(follower.next().words()).containsExactly("2 Grace");
            assertThat(follower.metrics().value("tablesStopped")).isEqualTo(1);
        }
    }

    @Test
    void aTableThatIsAsItWasAgainGoesOn() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("ALTER TABLE design RENAME COLUMN place TO location", "INSERT INTO design VALUES (2, 'Steel')");
            assertThat(follower.next().words()).isEmpty();

            source.run("ALTER TABLE design RENAME COLUMN location TO place");

            assertThat(follower.next().words()).containsExactly("2 Steel");
            assertThat(follower.metrics().value("tablesStopped")).isZero();
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
    void aColumnThatMayBeNullFromNowOnChangesNothing() throws SQLException {
        source.run("ALTER TABLE staff ALTER COLUMN name SET NOT NULL");
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("ALTER TABLE staff ALTER COLUMN name DROP NOT NULL", "INSERT INTO staff VALUES (2, 'Grace')");

            assertThat(follower.next().words()).containsExactly("2 Grace");
        }
    }
}
