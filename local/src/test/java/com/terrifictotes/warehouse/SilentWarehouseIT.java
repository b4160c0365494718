package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.currency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.PostgresDatabase;
import com.terrifictotes.job.PostgresUrl;
import com.terrifictotes.job.SecretReference;
import com.terrifictotes.job.Timeouts;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.postgres.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse from which nothing comes any more: a task that is cancelled does not wait for it. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class SilentWarehouseIT {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final long SOON_SECONDS = 10;

    private final TestWarehouse warehouse = TestWarehouse.create();
    private final Wire wire = Wire.to(SharedServer.server().port());

    @TempDir
    private Path folder;

    private Attempts once;

    @BeforeEach
    void tryOnce() {
        once = new Attempts(new Patience(Duration.ZERO, Duration.ZERO), () -> {});
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    @Test
    void whoConnectsToItCanBeInterrupted() throws Exception {
        wire.freeze();
        requireInterruptible(() -> StagingWriter.open(database(LONG), once));
    }

    @Test
    void whoSendsRowsToItCanBeInterrupted() throws Exception {
        try (StagingWriter writer = StagingWriter.open(database(LONG), once)) {
            writer.add(currency(FIRST_CUT, 1, 1, "GBP"));
            requireInterruptible(() -> {
                wire.freeze();
                writer.flush(false);
                return writer;
            });
        }
    }

    @Test
    void whoBeginsTheNextBatchCanBeInterrupted() throws Exception {
        try (StagingWriter writer = StagingWriter.open(database(LONG), once)) {
            writer.add(currency(FIRST_CUT, 1, 1, "GBP"));
            writer.flush(false);
            requireInterruptible(() -> {
                wire.freeze();
                return writer.prepareCommit();
            });
        }
    }

    @Test
    void whoIsNotInterruptedWaitsAsLongAsTheSettingsSay() throws Exception {
        try (StagingWriter writer = StagingWriter.open(database(SHORT), once)) {
            writer.add(currency(FIRST_CUT, 1, 1, "GBP"));
            wire.freeze();
            assertThatThrownBy(() -> writer.flush(false))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Cannot stage rows of dim_currency in the warehouse: ");
        }
    }

    /** It would hold the lock on the ledger. */
    @Test
    void itEndsASessionWhoseClientIsGoneWithoutAWord() throws Exception {
        try (Connection connection = Sessions.open(database(SHORT))) {
            connection.setAutoCommit(false);
            TestWarehouse.rows(connection, "SELECT 1 FROM etl.batch");
            wire.freeze();
            await("the end of the session")
                    .until(() -> warehouse
                            .rows("SELECT 1 FROM pg_stat_activity WHERE application_name = 'totes' AND datname = '"
                                    + warehouse.name() + "'")
                            .isEmpty());
        }
    }

    @Test
    void aSessionKeepsWhatTheOwnerOfTheDatabaseIsStricterIn() throws Exception {
        assertThat(idleTimeout(LONG)).isEqualTo("1min");
        assertThat(idleTimeout(SHORT)).isEqualTo("1s");
        warehouse.execute(
                "ALTER DATABASE %s SET idle_in_transaction_session_timeout = '300ms'".formatted(warehouse.name()));
        assertThat(idleTimeout(LONG)).isEqualTo("300ms");
    }

    private String idleTimeout(Duration statement) throws Exception {
        try (Connection connection = Sessions.open(database(statement))) {
            List<String> rows = TestWarehouse.rows(connection, "SHOW idle_in_transaction_session_timeout");
            return rows.get(0);
        }
    }

    private static void requireInterruptible(Attempts.Work<?> work) throws Exception {
        FutureTask<?> waiting = new FutureTask<>(work::run);
        Thread task = new Thread(waiting, "task");
        task.start();
        await("a wait for the warehouse")
                .until(() -> task.getState() == Thread.State.WAITING || task.getState() == Thread.State.TIMED_WAITING);
        await("that it goes on").during(500, TimeUnit.MILLISECONDS).until(() -> !waiting.isDone());
        task.interrupt();
        assertThatThrownBy(() -> waiting.get(SOON_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(InterruptedException.class);
    }

    private Database database(Duration statement) throws IOException {
        Credentials superuser = SharedServer.server().superuser();
        Path secret = Files.writeString(
                folder.resolve("secret.json"),
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(superuser.username(), superuser.password()));
        return new PostgresDatabase(
                new PostgresUrl("jdbc:postgresql://127.0.0.1:%d/%s".formatted(wire.port(), warehouse.name())),
                SecretReference.of("file:" + secret),
                new Timeouts(statement, Duration.ofMinutes(1)));
    }
}
