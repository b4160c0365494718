package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ConnectionExceptionTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "28P01 | password authentication failed | the password, or the user name, of the secret is wrong",
                "3D000 | database \"totesys\" does not exist | there is no such database",
                "42501 | permission denied | the user lacks a privilege (FATAL: permission denied)",
                "28000 | no pg_hba.conf entry for host | FATAL: no pg_hba.conf entry for host (SQL state 28000)",
                "53300 | too many clients | FATAL: too many clients (SQL state 53300)",
            })
    void aRefusedLoginIsPutInWords(String sqlState, String answer, String reason) throws Exception {
        try (FakePostgres postgres = FakePostgres.expecting("hunter2")) {
            postgres.refuse(new FakePostgres.Refusal(sqlState, answer));

            assertThat(problemOf(postgres.url()))
                    .hasMessage(
                            "Cannot connect to totesys at %s: %s",
                            postgres.url().address(), reason);
        }
    }

    @Test
    void aPortWhereNobodyListensIsPutInWords() throws Exception {
        int port = freePort();

        assertThat(problemOf(new PostgresUrl("jdbc:postgresql://127.0.0.1:" + port + "/totesys")))
                .hasMessage(
                        "Cannot connect to totesys at 127.0.0.1:%d/totesys: the connection is refused, is Postgres"
                                + " running there?",
                        port);
    }

    @Test
    void anUnknownHostIsPutInWords() throws Exception {
        assertThat(problemOf(new PostgresUrl("jdbc:postgresql://totesys.invalid/totesys")))
                .hasMessage("Cannot connect to totesys at totesys.invalid/totesys: there is no host of this name");
    }

    @Test
    void aHostThatSwallowsEverythingIsPutInWords() {
        Database unreachable = database(new PostgresUrl("jdbc:postgresql://192.0.2.1/totesys"), folder);
        SQLException cause = new SQLException("The connection attempt failed.", "08001", new SocketTimeoutException());

        assertThat(ConnectionException.of("totesys", unreachable, cause))
                .hasMessage("Cannot connect to totesys at 192.0.2.1/totesys: nobody answers there, is a firewall or a"
                        + " security group in the way?");
    }

    @Test
    void aServerThatNeverSaysAWordIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort() + "/totesys";

            assertThat(problemOf(new PostgresUrl("jdbc:postgresql://" + address)))
                    .hasMessageStartingWith("Cannot connect to totesys at " + address + ": ");
        }
    }

    @Test
    void aSecretThatCannotBeReadIsPutInWords() {
        Path missing = folder.resolve("missing.json");
        Database database = database(new PostgresUrl("jdbc:postgresql://127.0.0.1/totesys"), missing);

        assertThat(problemOf(database))
                .hasMessage(
                        "Cannot connect to totesys at 127.0.0.1/totesys: Cannot read the secret file:%s: there is no"
                                + " such file",
                        missing);
    }

    @Test
    void theCauseIsKeptAndACommandEndsWithOne() throws Exception {
        UserException problem = problemOf(new PostgresUrl("jdbc:postgresql://totesys.invalid/totesys"));

        assertThat(problem).hasCauseInstanceOf(SQLException.class);
        assertThat(problem.exitCode()).isEqualTo(1);
    }

    private ConnectionException problemOf(PostgresUrl url) throws IOException {
        Path secret = Files.writeString(
                folder.resolve("secret.json"), "{\"username\":\"etl\",\"password\":\"correct horse\"}");
        return problemOf(database(url, secret));
    }

    private static ConnectionException problemOf(Database database) {
        SQLException cause = catchThrowableOfType(SQLException.class, database::connect);
        return ConnectionException.of("totesys", database, cause);
    }

    private static Database database(PostgresUrl url, Path secret) {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(1));
        return new PostgresDatabase(url, SecretReference.of("file:" + secret), timeouts);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
