package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.source.Follower.Cut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Four billion transactions, most of them left out. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class WraparoundIT {

    private static final String TOTESYS = "totesys";
    private static final long FIRST_AFTER = 1L << 32;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("totes-wraparound-").toRealPath();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void deleteHome() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Test
    void nothingIsLostWhenTransactionIdsBeginAnew() throws IOException, SQLException {
        Cut early;
        try (PostgresServer server = start()) {
            server.createDatabase(TOTESYS);
            SourceDatabase source = SourceDatabase.of(server, TOTESYS);
            source.run(
                    "ALTER SYSTEM SET autovacuum = off",
                    "CREATE TABLE design (id int PRIMARY KEY, name text)",
                    "INSERT INTO design VALUES (1, 'Wooden')",
                    "CREATE PROCEDURE spend(ids int) LANGUAGE plpgsql AS 'BEGIN FOR i IN 1..ids LOOP"
                            + " PERFORM txid_current(); COMMIT; END LOOP; END'");
            try (Follower follower = Follower.begin(source)) {
                early = follower.next();
            }
        }
        leap(0x7FD0_0000L);
        leap(0xFF90_0000L);
        leap(FIRST_AFTER - 32_768);
        try (PostgresServer server = start()) {
            SourceDatabase source = SourceDatabase.of(server, TOTESYS);
            try (Follower follower = Follower.after(early, source, Follower.options())) {
                assertThat(follower.next().words()).containsExactly("1 Wooden");
                cross(source, follower);
            }
        }
    }

    private static void cross(SourceDatabase source, Follower follower) throws SQLException {
        source.run("INSERT INTO design VALUES (2, 'Long before')", "CALL spend(32700)");
        assertThat(follower.next().words()).containsExactly("2 Long before");
        try (Connection slow = source.writer()) {
            slow.setAutoCommit(false);
            SourceDatabase.run(slow, "INSERT INTO design VALUES (3, 'Begun before')");
            Cut before = follower.next();
            assertThat(before.cuts().fence()).isLessThan(FIRST_AFTER);

            source.run("CALL spend(100)", "INSERT INTO design VALUES (4, 'After')");
            assertThat(Long.parseLong(source.text("SELECT txid_current()"))).isGreaterThan(FIRST_AFTER);
            Cut across = follower.next();
            assertThat(across.words()).containsExactly("4 After");
            assertThat(across.cuts().fence()).isLessThan(FIRST_AFTER);
            slow.commit();
        }
        assertThat(follower.next().words()).containsExactly("3 Begun before", "4 After");
        source.run("UPDATE design SET name = 'Oak' WHERE id = 1", "VACUUM FREEZE design");
        Cut after = follower.next();
        assertThat(after.words()).containsExactly("1 Oak");
        assertThat(after.cuts().fence()).isGreaterThan(FIRST_AFTER);
        assertThat(follower.next().words()).isEmpty();
        assertThat(follower.metrics().value("identityChanges")).isZero();
    }

    /** Leaves out transactions, less than half of the circle of ids; what there is, is frozen before the next leap. */
    private void leap(long next) throws IOException, SQLException {
        TransactionIds.setNext(folder(), next);
        try (PostgresServer server = start();
                Connection connection = server.connect("postgres")) {
            SourceDatabase.run(connection, "ALTER DATABASE template0 ALLOW_CONNECTIONS true");
            for (String database : List.of("template0", "template1", "postgres", TOTESYS)) {
                try (Connection owner = server.connect(database)) {
                    SourceDatabase.run(owner, "VACUUM FREEZE");
                }
            }
        }
    }

    private PostgresServer start() {
        return PostgresServer.start(folder(), Durability.FAST);
    }

    private Path folder() {
        return home.resolve("server");
    }
}
