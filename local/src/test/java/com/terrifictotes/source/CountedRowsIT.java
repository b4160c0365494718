package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.source.Follower.Cut;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many rows a cut says that a table has. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class CountedRowsIT {

    private SourceDatabase source;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.create();
        source.run(
                "CREATE TABLE design (id int PRIMARY KEY, name text, last_updated timestamp(3) DEFAULT"
                        + " (now() AT TIME ZONE 'UTC'))",
                "INSERT INTO design VALUES (1, 'Wooden'), (2, 'Steel'), (3, 'Granite')",
                "CREATE TABLE staff (code text PRIMARY KEY, name text)",
                "INSERT INTO staff VALUES ('a', 'Ada')");
    }

    @Test
    void eachTableIsCountedInTheFirstCutAndWheneverSomethingMayHaveHappened() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            assertThat(follower.next().counted()).isEqualTo(Map.of("design", 3L, "staff", 1L));
            source.run("INSERT INTO design VALUES (4, 'Oak')", "DELETE FROM staff");
            assertThat(follower.next().counted()).isEqualTo(Map.of("design", 4L, "staff", 0L));
            source.run("TRUNCATE design");
            assertThat(follower.next().counted()).isEqualTo(Map.of("design", 0L, "staff", 0L));
            assertThat(follower.next().counted())
                    .as("nothing can have happened")
                    .isEmpty();
        }
    }

    @Test
    void whoCarriesOnCountsAllTablesOnceAlthoughNothingHappened() throws SQLException {
        Cut last;
        try (Follower follower = Follower.begin(source)) {
            last = follower.next();
        }
        try (Follower follower = Follower.after(last, source, Follower.options())) {
            assertThat(follower.next().counted()).isEqualTo(Map.of("design", 3L, "staff", 1L));
            assertThat(follower.next().counted()).isEmpty();
        }
    }

    @Test
    void aTableThatIsStoppedIsNotCountedUntilItIsReadAgain() throws SQLException {
        try (Follower follower = Follower.begin(source)) {
            follower.next();
            source.run("ALTER TABLE design RENAME COLUMN name TO title", "DELETE FROM design WHERE id = 1");
            assertThat(follower.next().counted()).isEqualTo(Map.of("staff", 1L));
            source.run("ALTER TABLE design RENAME COLUMN title TO name");
            assertThat(follower.next().counted()).isEqualTo(Map.of("design", 2L, "staff", 1L));
        }
    }

    @Test
    void aTableThatIsReadThroughItsIndexIsCountedWhenItIsSwept() throws SQLException {
        source.run("CREATE INDEX ON design (last_updated)", "ANALYZE design");
        try (Follower follower = Follower.begin(source, Follower.options(1, Duration.ofHours(1)))) {
            assertThat(follower.next().counted()).isEqualTo(Map.of("design", 3L, "staff", 1L));
            source.run("INSERT INTO design VALUES (4, 'Oak')", "DELETE FROM design WHERE id = 1");
            assertThat(follower.next().counted()).isEqualTo(Map.of("staff", 1L));
        }
        try (Follower follower = Follower.begin(source, Follower.options(1, Duration.ZERO))) {
            follower.next();
            source.run("INSERT INTO design VALUES (5, 'Tin')");
            assertThat(follower.next().counted()).isEqualTo(Map.of("design", 4L, "staff", 1L));
        }
    }
}
