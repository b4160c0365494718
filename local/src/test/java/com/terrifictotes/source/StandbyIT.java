package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.postgres.Replication;
import com.terrifictotes.source.Follower.Cut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Reading a hot standby, by a role that has SELECT rights only. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // Who is promoted is no standby any more.
@SuppressWarnings("NullAway") // Set before all tests.
class StandbyIT {

    private static final String TOTESYS = "totesys";

    private static Path home;
    private static Replication servers;
    private static SourceDatabase primary;
    private static SourceDatabase standby;

    @BeforeAll
    static void startBoth() throws IOException, SQLException {
        home = Files.createTempDirectory("totes-standby-").toRealPath();
        servers = Replication.start(home, server -> {
            server.server().createDatabase(TOTESYS);
            SourceDatabase.of(server.server(), TOTESYS)
                    .run(
                            "CREATE TABLE design (id int PRIMARY KEY, name text)",
                            "INSERT INTO design VALUES (1, 'Wooden')");
        });
        primary = SourceDatabase.of(servers.primary().server(), TOTESYS);
        standby = new SourceDatabase(servers.standby().server(), TOTESYS, primary.reader());
    }

    @AfterAll
    static void stopBoth() throws IOException {
        servers.close();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Test
    @Order(1)
    void cutsOfAStandbyLoseNothing() throws SQLException {
        standbyHas("1 Wooden");
        try (Follower follower = Follower.begin(standby);
                Connection slow = primary.writer()) {
            assertThat(follower.next().words()).containsExactly("1 Wooden");
            slow.setAutoCommit(false);
            SourceDatabase.run(
                    slow,
                    "INSERT INTO design VALUES (2, 'Slow')",
                    "SAVEPOINT s",
                    "INSERT INTO design VALUES (3, 'Slow too')");
            primary.run("INSERT INTO design VALUES (4, 'Quick')");
            standbyHas("4 Quick");
            assertThat(follower.next().words()).containsExactly("4 Quick");
            slow.commit();
            standbyHas("2 Slow");

            assertThat(follower.next().words()).containsExactly("2 Slow", "3 Slow too", "4 Quick");
            primary.run("UPDATE design SET name = 'Oak' WHERE id = 1");
            standbyHas("1 Oak");
            assertThat(follower.next().words()).containsExactly("1 Oak");
            assertThat(follower.next().words()).isEmpty();
            assertThat(follower.metrics().value("identityChanges")).isZero();
        }
    }

    @Test
    @Order(2)
    void aCutPromisesNoMoreThanTheStandbyHasReplayed() throws SQLException {
        try (Follower follower = Follower.begin(standby)) {
            follower.next();
            servers.pause();
            long committed = primary.runAt("INSERT INTO design VALUES (20, 'Late')");
            await().until(() -> standby.text("SELECT pg_last_wal_replay_lsn() < pg_last_wal_receive_lsn()")
                    .equals("t"));
            long before = follower.next().cuts().cut();
            Cut meanwhile = follower.next();
            assertThat(meanwhile.words()).doesNotContain("20 Late");
            assertThat(meanwhile.cuts().cut()).isEqualTo(before + 1).isLessThan(committed);

            servers.resume();
            standbyHas("20 Late");
            Cut after = follower.next();
            assertThat(after.words()).contains("20 Late");
            assertThat(after.cuts().cut()).isGreaterThan(before + 1);
        }
    }

    @Test
    @Order(3)
    void aStandbyThatIsUpToDateDoesNotLookStale() throws SQLException {
        try (Follower follower = Follower.begin(standby)) {
            long began = System.currentTimeMillis();
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() -> follower.next().cuts().cut() > began);
            assertThat(follower.metrics().value("replayLagSeconds")).isLessThanOrEqualTo(1);
        }
    }

    @Test
    @Order(4)
    void aStandbyThatIsCutOffLooksStale() throws SQLException {
        try (Follower follower = Follower.begin(standby)) {
            servers.primary().stop();
            await().until(() ->
                    standby.text("SELECT count(*) FROM pg_stat_wal_receiver").equals("0"));
            long stopped = System.currentTimeMillis();
            follower.next();
            await().during(1500, TimeUnit.MILLISECONDS)
                    .until(() -> follower.next().cuts().cut() < stopped);
            servers.primary().comeBack();
            primary = SourceDatabase.of(servers.primary().server(), TOTESYS);
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> follower.next().cuts().cut() > stopped);
        }
    }

    /**
     * A new primary may never have had the last transactions of the old one, and gives their ids to others. It writes its
     * first checkpoint minutes after it was promoted.
     */
    @Test
    @Order(5)
    void fromTheMomentAStandbyIsPromotedNoFenceOfBeforeIsTrusted() throws SQLException {
        primary.run("INSERT INTO design SELECT i, 'Many' FROM generate_series(1000, 40000) i");
        standbyHas("40000 Many");
        Cut before;
        try (Follower follower = Follower.begin(standby)) {
            before = follower.next();
            assertThat(before.rows()).hasSize(39_006);
        }
        standby.run("SELECT pg_promote()", "INSERT INTO design VALUES (5, 'Steel')");

        try (Follower follower = Follower.after(before, standby, Follower.options())) {
            assertThat(follower.next().rows()).hasSize(39_007);
            assertThat(follower.metrics().value("identityChanges")).isEqualTo(1);
            assertThat(follower.next().words()).isEmpty();
            standby.run("CHECKPOINT");
            assertThat(follower.next().words()).isEmpty();
            assertThat(follower.metrics().value("identityChanges")).isEqualTo(1);
        }
    }

    private static void standbyHas(String words) {
        String[] idAndName = words.split(" ", 2);
        String query =
                "SELECT count(*) FROM design WHERE id = %s AND name = '%s'".formatted(idAndName[0], idAndName[1]);
        await().until(() -> standby.text(query).equals("1"));
    }
}
