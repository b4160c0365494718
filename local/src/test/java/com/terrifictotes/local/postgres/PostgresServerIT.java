package com.terrifictotes.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresServerIT {
    private static Path home = Path.of("unset");

    @BeforeAll
    static void makeHome() throws IOException {
        home = Files.createTempDirectory("totes-server-").toRealPath();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    static void deleteHome() throws IOException {
        Folders.delete(home);
    }

    @Test
    void dataSurviveARestartOnTheSameFolderAndSoDoesThePassword() throws SQLException {
        Credentials before;
        try (PostgresServer server = PostgresServer.start(home.resolve("server"), Durability.DURABLE)) {
            before = server.superuser();
            execute(server, "CREATE TABLE kept AS SELECT 'still here' AS note");
            assertThat(text(server, "SHOW fsync")).isEqualTo("on");
            assertThat(text(server, "SELECT setting FROM pg_file_settings WHERE name ILIKE 'timezone' AND applied"))
                    .isEqualTo("UTC");
        }
        try (PostgresServer server = PostgresServer.start(home.resolve("server"), Durability.FAST)) {
            assertThat(server.superuser()).isEqualTo(before);
            assertThat(text(server, "SELECT note FROM kept")).isEqualTo("still here");
            assertThat(text(server, "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void aServerThatOutlivedAKilledProgramIsStoppedAndItsDataAreThere() throws Exception {
        Path folder = home.resolve("server");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresServerRunner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        waitForPort(program);
        program.destroyForcibly().waitFor();
        ProcessHandle survivor = Postmaster.of(folder).orElseThrow();
        assertThat(survivor.isAlive()).isTrue();

        try (PostgresServer server = PostgresServer.start(folder, Durability.DURABLE)) {
            assertThat(survivor.isAlive()).isFalse();
            assertThat(text(server, "SELECT answer FROM survivor")).isEqualTo("42");
        }
    }

    @Test
    void aPortThatSomebodyElseHoldsIsLeftToHim() throws Exception {
        try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = freePort();
            Deque<Integer> ports = new ArrayDeque<>(List.of(foreign.getLocalPort(), free));
            try (PostgresServer server =
                    PostgresServer.start(home.resolve("server"), Durability.FAST, ports::removeFirst)) {
                assertThat(server.port()).isEqualTo(free);
            }
        }
    }

    @Test
    void theReaderSeesPresentAndFutureTablesAndChangesNothing() throws SQLException {
        PostgresServer server = SharedServer.server();
        String database = SharedServer.newDatabase();
        try (Connection owner = server.connect(database);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE present AS SELECT 1 AS n");
            Credentials reader = server.createReader("some_reader", database, "public");
            statement.execute("CREATE TABLE future AS SELECT 2 AS n");
            try (Connection connection = server.connect(database, reader);
                    Statement query = connection.createStatement()) {
                assertThat(query.execute("SELECT * FROM present, future")).isTrue();
                for (String change : List.of(
                        "INSERT INTO present VALUES (2)",
                        "UPDATE present SET n = 3",
                        "DELETE FROM present",
                        "TRUNCATE present",
                        "CREATE TABLE mine (n int)")) {
                    assertThatThrownBy(() -> query.execute(change)).hasMessageContaining("permission denied");
                }
            }
            assertThat(server.createReader("some_reader", database, "public")).isEqualTo(reader);
        }
    }

    @Test
    void nobodyComesInWithAWrongPassword() {
        PostgresServer server = SharedServer.server();
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "guess"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void aFolderInUseIsRefused() {
        try (PostgresServer server = PostgresServer.start(home.resolve("server"), Durability.FAST)) {
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> PostgresServer.start(home.resolve("server"), Durability.FAST))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("Cannot start Postgres in " + home.resolve("server")
                            + ": another running program uses that folder, expected it to be stopped first");
        }
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws IOException {
        Path letters = Files.createDirectory(home.resolve("letters"));
        Files.writeString(letters.resolve("letter.txt"), "Dear Ada");
        assertThatThrownBy(() -> PostgresServer.start(letters, Durability.FAST))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("letters holds other files, expected an empty or a new folder");
        assertThat(letters.resolve("letter.txt")).hasContent("Dear Ada");
    }

    @Test
    void rootRunsItAsNobodyWhereUserNamespacesAreForbidden() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root needs another user");
        DataFolder folder = DataFolder.at(home.resolve("nobody"));
        PostgresUser nobody = PostgresUser.unprivileged(65534);
        assumeTrue(Command.run(nobody.command("test", "-x", home.toString())).successful(), "nobody cannot get here");
        try (PostgresServer server = PostgresServer.start(folder, nobody, Durability.FAST, () -> freePort())) {
            assertThat(text(server, "SELECT 1")).isEqualTo("1");
        }
        try (PostgresServer server = PostgresServer.start(folder.path(), Durability.FAST)) {
            assertThat(text(server, "SELECT 1")).isEqualTo("1");
            assertThat(Files.getAttribute(folder.path(), "unix:uid")).isEqualTo(65534);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waitForPort(Process program) throws IOException {
        try (BufferedReader output = program.inputReader()) {
            String line = output.readLine();
            while (!Objects.requireNonNull(line, "the program ended").startsWith("port ")) {
                line = output.readLine();
            }
        }
    }

    private static void execute(PostgresServer server, String command) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static String text(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
