package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.SharedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who got something wrong: one message, and an exit code that is not 0. */
class TotesErrorsIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nobodyListens() throws Exception {
        int port = freePort();

        TotesProcess totes =
                run(settings("jdbc:postgresql://127.0.0.1:%d/totesys".formatted(port), "reader", "secret", ""));

        assertThat(totes.exitCode()).isEqualTo(1);
        assertThat(totes.errors())
                .isEqualTo(
                        "Cannot connect to totesys at 127.0.0.1:%d/totesys: the connection is refused, is Postgres running there?",
                        port);
    }

    @Test
    void thePasswordIsWrong() throws Exception {
        String database = SharedServer.newDatabase();

        TotesProcess totes = run(settings(SharedServer.server().jdbcUrl(database), "postgres", "not the password", ""));

        assertThat(totes.exitCode()).isEqualTo(1);
        assertThat(totes.errors())
                .isEqualTo(
                        "Cannot connect to totesys at 127.0.0.1:%d/%s: the password, or the user name, of the secret is wrong",
                        SharedServer.server().port(), database);
    }

    @Test
    void tablesCannotBeFollowed() throws Exception {
        String database = SharedServer.newDatabase();
        execute(database, "CREATE TABLE good (id int PRIMARY KEY)");
        execute(database, "CREATE TABLE log (line text)");
        execute(database, "CREATE TABLE notes (line text)");
        Credentials superuser = SharedServer.server().superuser();

        TotesProcess totes =
                run(settings(SharedServer.server().jdbcUrl(database), superuser.username(), superuser.password(), ""));

        assertThat(totes.exitCode()).isEqualTo(1);
        assertThat(totes.errors()).isEqualTo("""
                        Cannot follow totesys:
                          - table 'log' has no primary key: give it one, or leave it out with Source: tables.exclude
                          - table 'notes' has no primary key: give it one, or leave it out with Source: tables.exclude""");
    }

    @Test
    void aPreflightTellsWhatIsInTheWayAndAPlanHowTablesAreRead() throws Exception {
        String database = SharedServer.newDatabase();
        execute(database, "CREATE TABLE good (id int PRIMARY KEY)");
        Credentials superuser = SharedServer.server().superuser();
        Path settings =
                settings(SharedServer.server().jdbcUrl(database), superuser.username(), superuser.password(), "");

        TotesProcess fine = about("preflight", settings);
        TotesProcess plan = about("plan", settings);
        execute(database, "CREATE TABLE log (line text)");
        TotesProcess problem = about("preflight", settings);

        assertThat(fine.exitCode()).as(fine.errors()).isZero();
        assertThat(fine.output()).contains("  ok       1 tables to follow: good", "The pipeline can run");
        assertThat(plan.exitCode()).as(plan.errors()).isZero();
        assertThat(plan.output()).containsPattern("  good +0 .* all at each cut ");
        assertThat(problem.exitCode()).isEqualTo(1);
        assertThat(problem.output()).contains("  PROBLEM  table 'log' has no primary key", "Problems: 1, advice: 0");
    }

    @Test
    void settingsAreUnknownOrBad() throws Exception {
        TotesProcess totes = run(settings(
                "jdbc:postgresql://127.0.0.1:5432/totesys",
                "reader",
                "secret",
                ", \"pol.interval\": \"PT1S\", \"chunk.rows\": \"many\""));

        assertThat(totes.exitCode()).isEqualTo(2);
        assertThat(totes.errors()).contains("pol.interval", "poll.interval", "chunk.rows", "many");
        assertThat(totes.errors()).doesNotContain("\tat ");
    }

    @Test
    void optionsDoNotGoTogether() throws Exception {
        try (TotesProcess totes =
                TotesProcess.start("run", "--orders", "5", "--data", "x", "--home", folder.toString())) {
            totes.awaitEnd();

            assertThat(totes.exitCode()).isEqualTo(2);
            assertThat(totes.errors())
                    .isEqualTo("Cannot use --data and --orders together: the one brings its own rows");
        }
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        try (TotesProcess totes = TotesProcess.start("help", "run")) {
            totes.awaitEnd();

            assertThat(totes.exitCode()).isZero();
            assertThat(totes.output())
                    .contains(
                            "--home", "--bounded", "--data", "--orders", "--seed", "--speed", "--properties", "--poll")
                    .contains("--checkpoint", "--parallelism", "Exit codes:");
        }
    }

    private TotesProcess run(Path settings) throws InterruptedException {
        try (TotesProcess totes = TotesProcess.start(
                "run", "--home", folder.resolve("home").toString(), "--properties", settings.toString())) {
            return totes.awaitEnd();
        }
    }

    private static TotesProcess about(String command, Path settings) throws InterruptedException {
        try (TotesProcess totes = TotesProcess.start(command, "--properties", settings.toString())) {
            return totes.awaitEnd();
        }
    }

    private Path settings(String url, String user, String password, String more) throws IOException {
        Path secret = folder.resolve("secret.json");
        Files.writeString(secret, "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(user, password));
        Path settings = folder.resolve("settings.json");
        Files.writeString(settings, """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%s", "secret": "file:%s"%s}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "%s"}}]
                """.formatted(
                        url, secret, more, folder.resolve("lake").toUri()));
        return settings;
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = SharedServer.server().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
