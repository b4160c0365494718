package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import com.terrifictotes.catalog.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PostgresDatabaseTest {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofMinutes(2), Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private FakePostgres postgres;
    private PostgresDatabase database;

    @BeforeEach
    void start() throws IOException {
        keepInSecret("hunter2");
        postgres = FakePostgres.expecting("hunter2");
        database = new PostgresDatabase(postgres.url(), secret(), TIMEOUTS);
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    void aSessionIsInUtcAndHasATimeLimitForStatements() throws Exception {
        connectAndClose();

        assertThat(postgres.parameters)
                .containsAllEntriesOf(
                        Map.of(
                                "user",
                                "etl",
                                "database",
                                "totesys",
                                "application_name",
                                "totes",
                                "options",
                                "-c statement_timeout=120000 -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6"));
        assertThat(postgres.statements).containsExactly("SET TIME ZONE 'UTC'");
    }

    @Test
    void aConnectionCommitsByItselfAndGivesUpOnANetworkThatSwallowsEverything() throws Exception {
        try (Connection connection = database.connect()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getNetworkTimeout()).isEqualTo(130_000);
        }
    }

    @Test
    void aRotatedPasswordIsReadAgainWhenPostgresRefusesTheOldOne() throws Exception {
        connectAndClose();
        postgres.changePassword("correct horse");
        keepInSecret("correct horse");

        connectAndClose();
        connectAndClose();

        assertThat(postgres.offeredPasswords).containsExactly("hunter2", "hunter2", "correct horse", "correct horse");
    }

    @Test
    void aLoginIsNotTriedAgainWithThePasswordThatWasJustRefused() {
        postgres.changePassword("correct horse");

        assertThatThrownBy(() -> database.connect())
                .asInstanceOf(throwable(SQLException.class))
                .hasMessage("FATAL: password authentication failed for user \"etl\"")
                .extracting(SQLException::getSQLState)
                .isEqualTo("28P01");
        assertThat(postgres.offeredPasswords).containsExactly("hunter2");
    }

    @Test
    void anotherProblemIsNotTakenForARotatedPassword() throws Exception {
        connectAndClose();
        keepInSecret("correct horse");
        postgres.refuse(new FakePostgres.Refusal("53300", "sorry, too many clients already"));

        assertThatThrownBy(() -> database.connect()).hasMessage("FATAL: sorry, too many clients already");
        assertThat(postgres.offeredPasswords).containsExactly("hunter2", "hunter2");
    }

    @Test
    void aSecretThatCannotBeReadIsARefusedLogin() throws Exception {
        Files.delete(secretFile());

        assertThatThrownBy(() -> database.connect())
                .hasMessage("Cannot read the secret file:%s: there is no such file", secretFile())
                .hasCauseInstanceOf(SettingsException.class)
                .asInstanceOf(throwable(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo("28000");
    }

    @Test
    void itTravelsToTheTasksWithoutThePasswordAndConnectsThere() throws Exception {
        connectAndClose();

        byte[] bytes = serialized(database);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2", "etl");

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            ((Database) in.readObject()).connect().close();
        }
        assertThat(postgres.offeredPasswords).containsExactly("hunter2", "hunter2");
    }

    @Test
    void itIsShownByItsAddressAndTheNameOfTheSecret() throws Exception {
        connectAndClose();

        assertThat(database).hasToString("PostgresDatabase[" + database.address() + ", file:" + secretFile() + "]");
        assertThat(database.address()).isEqualTo(postgres.url().address());
    }

    private void connectAndClose() throws SQLException {
        database.connect().close();
    }

    private SecretReference secret() {
        return SecretReference.of("file:" + secretFile());
    }

    private Path secretFile() {
        return folder.resolve("secret.json");
    }

    private void keepInSecret(String password) throws IOException {
        Files.writeString(secretFile(), "{\"username\":\"etl\",\"password\":\"" + password + "\"}");
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
