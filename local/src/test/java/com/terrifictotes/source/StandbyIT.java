package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.source.Follower.Cut;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
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
    private static PostgresServer primaryServer;
    private static PostgresServer standbyServer;
    private static SourceDatabase primary;
    private static SourceDatabase standby;

    /** A standby is a copy of a server that was stopped, and a file that says what it is. */
    @BeforeAll
    static void startBoth() throws IOException, SQLException {
        home = Files.createTempDirectory("totes-standby-").toRealPath();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (PostgresServer server = PostgresServer.start(home.resolve("primary"), Durability.FAST)) {
            server.createDatabase(TOTESYS);
            SourceDatabase.of(server, TOTESYS)
                    .run(
                            "ALTER SYSTEM SET wal_level = replica",
                            "ALTER SYSTEM SET max_wal_senders = 4",
                            "ALTER SYSTEM SET autovacuum = off",
                            "CREATE TABLE design (id int PRIMARY KEY, name text)",
                            "INSERT INTO design VALUES (1, 'Wooden')");
        }
        // Once more, so that all that the copy has to go through was written for a standby.
        PostgresServer.start(home.resolve("primary"), Durability.FAST).close();
        copy(home.resolve("primary"), home.resolve("standby"));
        for (String secret : List.of(".secret.json", ".totes_reader.secret.json")) {
            Files.copy(
                    home.resolve("primary" + secret),
                    home.resolve("standby" + secret),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        primaryServer = PostgresServer.start(home.resolve("primary"), Durability.FAST);
        Path folder = home.resolve("standby");
        Files.copy(folder.resolve("PG_VERSION"), folder.resolve("standby.signal"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'\n"
                        .formatted(
                                primaryServer.port(),
                                primaryServer.superuser().username(),
                                primaryServer.superuser().password()),
                StandardOpenOption.APPEND);
        standbyServer = PostgresServer.start(folder, Durability.FAST);
        primary = SourceDatabase.of(primaryServer, TOTESYS);
        standby = new SourceDatabase(standbyServer, TOTESYS, primary.reader());
    }

    @AfterAll
    static void stopBoth() throws IOException {
        for (PostgresServer server : new PostgresServer[] {standbyServer, primaryServer}) {
            if (server != null) {
                server.close();
            }
        }
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

    /**
     * A new primary may never have had the last transactions of the old one, and gives their ids to others. It writes its
     * first checkpoint minutes after it was promoted.
     */
    @Test
    @Order(2)
    void fromTheMomentAStandbyIsPromotedNoFenceOfBeforeIsTrusted() throws SQLException {
        primary.run("INSERT INTO design SELECT i, 'Many' FROM generate_series(1000, 40000) i");
        standbyHas("40000 Many");
        Cut before;
        try (Follower follower = Follower.begin(standby)) {
            before = follower.next();
            assertThat(before.rows()).hasSize(39_005);
        }
        standby.run("SELECT pg_promote()", "INSERT INTO design VALUES (5, 'Steel')");

        try (Follower follower = Follower.after(before, standby, Follower.options())) {
            assertThat(follower.next().rows()).hasSize(39_006);
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

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.copy(folder, to.resolve(from.relativize(folder)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
