package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.local.postgres.Wire;
import com.terrifictotes.local.postgres.WireLink.Effect;
import com.terrifictotes.local.postgres.WireLink.Trigger;
import com.terrifictotes.source.Follower.Cut;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are deleted, by whatever means. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class DeletesIT {

    private SourceDatabase source;
    private TableSchema design;

    @BeforeEach
    void createDesigns() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, last_updated timestamp(3) DEFAULT"
                        + " (now() AT TIME ZONE 'UTC'))",
                "INSERT INTO design VALUES (1, 'Wooden'), (2, 'Steel'), (3, 'Granite')");
        design = source.catalog().table("design").orElseThrow();
    }

    @Test
    void aDeletedRowIsGoneInTheNextCutAndNotAgain() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("DELETE FROM design WHERE id = 2", "UPDATE design SET name = 'Oak' WHERE id = 1");

            Cut cut = follower.next();

            assertThat(cut.words()).containsExactly("1 Oak", "2 gone");
            assertThat(cut.rows())
                    .filteredOn(RowVersion::isGone)
                    .singleElement()
                    .satisfies(gone -> {
                        assertThat(gone.cut()).isEqualTo(cut.cuts().cut());
                        assertThat(gone.row()).isEqualTo(gone.key().row(design));
                    });
            assertThat(follower.next().words()).isEmpty();
            source.run("INSERT INTO design VALUES (4, 'Brass')");
            assertThat(follower.next().words()).containsExactly("4 Brass");
            assertThat(follower.metrics().value("table.design.rowsGone")).isEqualTo(1);
            assertThat(follower.metrics().value("table.design.keysKnown")).isEqualTo(3);
        }
    }

    /** A statement that fetches keys does not pass without being noticed. */
    @Test
    void keysAreFetchedOnlyIfARowIsGone() throws Exception {
        try (Wire wire = Wire.to(source.server().port());
                Follower follower = Follower.begin(source, source.database(wire.port()), Follower.options())) {
            follower.next();
            wire.hurtOnce(Trigger.sent("COPY (SELECT \"id\", xmin"), Effect.RESET);
            source.run("INSERT INTO design VALUES (4, 'Brass')", "UPDATE design SET name = 'Oak' WHERE id = 1");
            assertThat(follower.next().words()).containsExactly("1 Oak", "4 Brass");
            assertThat(follower.next().words()).isEmpty();
            assertThat(wire.hasHurt()).as("keys were fetched").isFalse();

            source.run("DELETE FROM design WHERE id = 2");

            assertThat(follower.nextInSpiteOfFailures().words()).contains("2 gone");
            assertThat(wire.hasHurt()).as("keys were fetched").isTrue();
        }
    }

    @Test
    void asManyDeletedAsInsertedAreNotTakenForNothing() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("DELETE FROM design WHERE id < 3", "INSERT INTO design VALUES (7, 'Brass'), (8, 'Tin')");

            assertThat(follower.next().words()).containsExactly("1 gone", "2 gone", "7 Brass", "8 Tin");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rolled back                       | BEGIN; DELETE FROM design; ROLLBACK | ''",
                "rolled back to a savepoint        | BEGIN; SAVEPOINT s; DELETE FROM design; ROLLBACK TO s; COMMIT | ''",
                "in a savepoint that was released  | BEGIN; SAVEPOINT s; DELETE FROM design WHERE id = 1; RELEASE s; COMMIT | 1 gone",
                "and inserted again, two steps     | DELETE FROM design WHERE id = 1; INSERT INTO design VALUES (1, 'Again') | 1 Again",
                "and inserted again, in one        | BEGIN; DELETE FROM design WHERE id = 1; INSERT INTO design VALUES (1, 'Again'); COMMIT | 1 Again",
                "and never seen before             | INSERT INTO design VALUES (9, 'Short'); DELETE FROM design WHERE id = 9 | ''",
                "by its key becoming another       | UPDATE design SET id = 30 WHERE id = 3 | '3 gone, 30 Granite'",
                "all of them                       | DELETE FROM design | '1 gone, 2 gone, 3 gone'",
                "by TRUNCATE                       | TRUNCATE design | '1 gone, 2 gone, 3 gone'",
                "by TRUNCATE, with others for them | BEGIN; TRUNCATE design; INSERT INTO design VALUES (3, 'New'); COMMIT | '1 gone, 2 gone, 3 New'",
            })
    void deleted(String how, String statements, String words) throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();

            source.run(statements);

            assertThat(String.join(", ", follower.next().words())).isEqualTo(words);
            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void aDeleteIsSeenWhenItIsCommittedHoweverLate() throws SQLException {
        try (Follower follower = Follower.begin(source);
                Connection slow = source.writer()) {
            follower.next();
            slow.setAutoCommit(false);
            SourceDatabase.run(slow, "DELETE FROM design WHERE id = 1");
            source.run("INSERT INTO design VALUES (4, 'Quick')");
            assertThat(follower.next().words()).containsExactly("4 Quick");

            slow.commit();

            assertThat(follower.next().words()).containsExactly("1 gone", "4 Quick");
        }
    }

    @Test
    void keysOfAnyKindAreMissed() throws SQLException {
        source.run(
                "CREATE TABLE stock (depot text, place int, kind uuid, day date, amount int, PRIMARY KEY (place, depot, kind, day))",
                "INSERT INTO stock SELECT 'Köln', n, ('00000000-0000-0000-0000-00000000000' || n)::uuid, '1999-12-31'::date, n FROM generate_series(1, 4) n");
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("DELETE FROM stock WHERE place = 3");

            Cut cut = follower.next();

            assertThat(cut.rows()).singleElement().satisfies(gone -> {
                assertThat(gone.isGone()).isTrue();
                assertThat(gone.row().text(0)).isEqualTo("Köln");
                assertThat(gone.row().integer(1)).isEqualTo(3);
                assertThat(gone.row().text(2)).isEqualTo("00000000-0000-0000-0000-000000000003");
                assertThat(gone.row().isNull(4)).isTrue();
            });
        }
    }

    @Test
    void ofATableReadThroughItsIndexTheyAreFoundByTheSweep() throws SQLException {
        source.run(
                "INSERT INTO design SELECT 1000 + i, 'Old', '2024-01-01' FROM generate_series(1, 500) i",
                "CREATE INDEX ON design (last_updated)",
                "ANALYZE design");
        try (Follower follower = Follower.begin(source, Follower.options(100, Duration.ofHours(1)))) {
            follower.next();
            source.run("DELETE FROM design WHERE id IN (1, 1001)", "INSERT INTO design VALUES (4, 'Dated')");
            Cut windowed = follower.next();
            assertThat(windowed.words()).contains("4 Dated").doesNotContain("1 gone");

            source.run("DELETE FROM design WHERE id = 4");
            try (Follower sweeping = Follower.after(windowed, source, Follower.options(100, Duration.ZERO))) {
                assertThat(sweeping.next().gone()).containsExactly("1 gone", "1001 gone", "4 gone");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dropped        | DROP TABLE design",
                "not readable   | REVOKE SELECT ON design FROM totes_reader",
                "of another key | ALTER TABLE design DROP CONSTRAINT design_pkey, ADD PRIMARY KEY (id, name)",
            })
    void rowsOfATableThatIsStoppedAreNotGone(String how, String ddl) throws SQLException {
        source.run("CREATE TABLE staff (id int PRIMARY KEY, name text)", "INSERT INTO staff VALUES (1, 'Ada')");
        try (Follower follower = Follower.begin(source)) {
            follower.next();

            source.run(ddl, "DELETE FROM staff");

            assertThat(follower.next().words()).containsExactly("1 gone");
            assertThat(follower.next().cuts().keysOf(design).size()).isEqualTo(3);
        }
    }

    @Test
    void ofATableThatIsMadeAgainTheRowsThatDidNotComeBackAreGone() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("ALTER TABLE design RENAME TO former", "INSERT INTO former VALUES (5, 'Never seen')");
            assertThat(follower.next().words()).isEmpty();

            source.run(
                    "CREATE TABLE design (LIKE former INCLUDING ALL)",
                    "INSERT INTO design VALUES (1, 'Wooden'), (6, 'New')",
                    "GRANT SELECT ON design TO totes_reader");

            assertThat(follower.next().words()).containsExactly("1 Wooden", "2 gone", "3 gone", "6 New");
        }
    }

    @Test
    void inAnotherDatabaseWhatIsNotThereIsGone() throws SQLException {
        SourceDatabase copy = SourceDatabase.create();
        copy.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, last_updated timestamp(3))",
                "INSERT INTO design VALUES (1, 'Wooden'), (4, 'Brass')");
        Cut before;
        try (Follower follower = Follower.begin(source)) {
            before = follower.next();
        }
        try (Follower follower = Follower.after(before, copy, Follower.options())) {
            assertThat(follower.next().words()).containsExactly("1 Wooden", "2 gone", "3 gone", "4 Brass");
            assertThat(follower.next().words()).isEmpty();
        }
    }

    @Test
    void aKeyThatIsWidenedStaysTheSameOverARestart() throws SQLException {
        Cut before;
        try (Follower follower = Follower.begin(source)) {
            before = follower.next();
        }
        source.run("ALTER TABLE design ALTER COLUMN id TYPE bigint", "DELETE FROM design WHERE id = 2");
        try (Follower follower = Follower.after(before, source, Follower.options())) {
            assertThat(follower.next().words()).containsExactly("1 Wooden", "2 gone", "3 Granite");
        }
    }

    /** Its old keys cannot be told in rows that have a text there: the log says so. */
    @Test
    void aKeyThatBecomesATextIsAnotherOne() throws SQLException {
        Cut before;
        try (Follower follower = Follower.begin(source)) {
            before = follower.next();
        }
        source.run("ALTER TABLE design ALTER COLUMN id TYPE text");
        try (Follower follower = Follower.after(before, source, Follower.options())) {
            assertThat(follower.next().rows()).hasSize(3).noneMatch(RowVersion::isGone);
            source.run("DELETE FROM design WHERE id = '2'");
            assertThat(follower.next().rows()).singleElement().satisfies(gone -> {
                assertThat(gone.isGone()).isTrue();
                assertThat(gone.row().text(0)).isEqualTo("2");
            });
        }
    }

    @Test
    void rowsOfAPartitionThatIsDetachedAreGone() throws SQLException {
        source.run(
                "CREATE TABLE parcel (id int PRIMARY KEY, name text) PARTITION BY RANGE (id)",
                "CREATE TABLE parcel_1 PARTITION OF parcel FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE parcel_2 PARTITION OF parcel FOR VALUES FROM (100) TO (200)",
                "INSERT INTO parcel VALUES (1, 'Small'), (2, 'Light'), (101, 'Large')");
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("DELETE FROM parcel WHERE id = 2");
            assertThat(follower.next().words()).containsExactly("2 gone");

            source.run("ALTER TABLE parcel DETACH PARTITION parcel_2");

            assertThat(follower.next().gone()).containsExactly("101 gone");
        }
    }
}
