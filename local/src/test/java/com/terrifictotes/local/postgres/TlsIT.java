package com.terrifictotes.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.ConnectionException;
import com.terrifictotes.job.PostgresDatabase;
import com.terrifictotes.job.PostgresUrl;
import com.terrifictotes.job.RootCertificates;
import com.terrifictotes.job.SecretReference;
import com.terrifictotes.job.Timeouts;
import com.terrifictotes.local.aws.SecretsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Postgres that an authority vouches for as {@code localhost}, reached as the job reaches its databases. */
class TlsIT {

    private static final String ROLE = "somebody";
    private static final String HOST = "localhost";

    @TempDir
    private Path folder = Path.of("unset");

    private PostgresServer server;
    private SecretsServer secrets;
    private Authority authority;

    @BeforeEach
    void start() throws Exception {
        server = PostgresServer.start(folder.resolve("server"), Durability.FAST);
        authority = Authority.in(folder.resolve("authority"));
        authority.vouchFor(HOST);
        secrets = SecretsServer.start();
        execute("CREATE ROLE " + ROLE + " LOGIN");
        changePassword("hunter2");
    }

    @AfterEach
    void stop() {
        secrets.close();
        server.close();
    }

    @Test
    void aServerIsBelievedIfAnAuthorityVouchesForItAsTheHostOfTheUrl() throws Exception {
        switchOn();

        assertThat(isEncrypted(database(HOST, file(authority)))).isTrue();
    }

    @Test
    void aServerIsRefusedUntilItsAuthorityIsAmongThoseBelieved() throws Exception {
        switchOn();
        Path believed = Files.copy(Authority.in(folder.resolve("other")).certificate(), folder.resolve("believed.pem"));
        Database database = database(HOST, new RootCertificates(RootCertificates.Place.FILE, believed.toString()));

        assertThat(problem(database))
                .startsWith("Cannot connect to totesys at localhost:%d/postgres: nobody who is believed vouches for its"
                        .formatted(server.port()))
                .contains("expected its authority in tls.root-certificates (");

        Files.copy(authority.certificate(), believed, StandardCopyOption.REPLACE_EXISTING);
        assertThat(isEncrypted(database)).isTrue();
    }

    @Test
    void theJvmsAuthoritiesDoNotVouchForIt() throws Exception {
        switchOn();

        assertThat(problem(database(HOST, new RootCertificates(RootCertificates.Place.SYSTEM, ""))))
                .contains("nobody who is believed vouches for its certificate");
    }

    @Test
    void aServerIsRefusedUnderAnotherName() throws Exception {
        switchOn();

        assertThat(problem(database("127.0.0.1", file(authority))))
                .contains("Cannot connect to totesys at 127.0.0.1:", "hostname 127.0.0.1 could not be verified");
    }

    @Test
    void aServerWithoutTlsIsRefused() {
        assertThat(problem(database(HOST, file(authority)))).contains("The server does not support SSL");
    }

    @Test
    void whatIsNoCertificateIsTold() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "buy milk");

        assertThat(problem(database(HOST, new RootCertificates(RootCertificates.Place.FILE, notes.toString()))))
                .endsWith(
                        "Cannot read the root certificates file:%s: there is no certificate in it, expected PEM: -----BEGIN CERTIFICATE-----"
                                .formatted(notes));
    }

    @Test
    void authoritiesAndPasswordsMayBeInSecretsManagerAndChangeThere() throws Exception {
        switchOn();
        secrets.put("authorities", Files.readString(authority.certificate()));
        Database database = database(HOST, new RootCertificates(RootCertificates.Place.SECRETS_MANAGER, "authorities"));
        assertThat(isEncrypted(database)).isTrue();

        execute("ALTER ROLE %s PASSWORD 'correct horse'".formatted(ROLE));
        assertThatThrownBy(database::connect)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        changePassword("battery staple");

        assertThat(isEncrypted(database)).isTrue();
    }

    private void switchOn() throws Exception {
        PostgresUser user = PostgresUser.of(folder.resolve("server").toRealPath());
        for (String kind : new String[] {"crt", "key"}) {
            Path mine = Files.copy(
                    authority.folder().resolve(HOST + "." + kind),
                    folder.resolve("server").resolve("tls." + kind));
            Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rw-------"));
            user.own(mine);
        }
        execute("ALTER SYSTEM SET ssl_cert_file = 'tls.crt'");
        execute("ALTER SYSTEM SET ssl_key_file = 'tls.key'");
        execute("ALTER SYSTEM SET ssl = on");
        execute("SELECT pg_reload_conf()");
        await("TLS").until(this::isOn);
    }

    private boolean isOn() throws SQLException {
        try (Connection connection = server.connect("postgres")) {
            return isEncrypted(connection);
        }
    }

    /** At the server, and in its secret. */
    private void changePassword(String password) throws SQLException {
        execute("ALTER ROLE %s PASSWORD '%s'".formatted(ROLE, password));
        secrets.put(ROLE, "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(ROLE, password));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Database database(String host, RootCertificates authorities) {
        return new PostgresDatabase(
                new PostgresUrl("jdbc:postgresql://%s:%d/postgres".formatted(host, server.port())),
                SecretReference.of("aws:" + ROLE),
                new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(10)),
                authorities);
    }

    private static RootCertificates file(Authority authority) {
        return new RootCertificates(
                RootCertificates.Place.FILE, authority.certificate().toString());
    }

    /** What a user is told. */
    private static String problem(Database database) {
        SQLException refusal = catchThrowableOfType(SQLException.class, database::connect);
        return String.valueOf(
                ConnectionException.of("totesys", database, refusal).getMessage());
    }

    private static boolean isEncrypted(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return isEncrypted(connection);
        }
    }

    private static boolean isEncrypted(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
