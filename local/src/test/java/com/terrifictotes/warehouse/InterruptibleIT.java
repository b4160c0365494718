package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.postgres.SharedServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class InterruptibleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whoWaitsForTheDatabaseCanBeInterruptedAndTheConnectionIsGone() throws Exception {
        try (Connection connection = connect()) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            FutureTask<Boolean> waiting = new FutureTask<>(() -> Interruptible.run(connection, () -> {
                begun.complete(null);
                return execute(connection, "SELECT pg_sleep(600)");
            }));
            Thread task = new Thread(waiting);
            task.start();
            begun.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            task.interrupt();
            assertThatThrownBy(() -> waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            await("the end of the connection").atMost(PATIENCE).until(connection::isClosed);
        }
    }

    /** Its server would wait for the lock as long as somebody holds it, and then do what nobody wants any more. */
    @Test
    void whoWaitsForALockCanBeInterruptedAndItsSessionIsGoneFromTheServer() throws Exception {
        try (Connection holder = connect();
                Connection connection = connect()) {
            execute(holder, "CREATE TABLE locked (id int)");
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE locked");
            long session = connection.unwrap(PGConnection.class).getBackendPID();
            Thread task = new Thread(() -> assertThatThrownBy(() ->
                            Interruptible.run(connection, () -> execute(connection, "INSERT INTO locked VALUES (1)")))
                    .isInstanceOf(InterruptedException.class));
            task.start();
            await("a wait for the lock")
                    .atMost(PATIENCE)
                    .until(() -> sessions("pid = %d AND wait_event_type = 'Lock'".formatted(session)) == 1);

            task.interrupt();
            await("the end of the session").atMost(PATIENCE).until(() -> sessions("pid = " + session) == 0);
            execute(holder, "ROLLBACK; DROP TABLE locked; COMMIT");
        }
    }

    private static long sessions(String which) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE " + which)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aFailureOfTheDatabaseComesAsItIs() throws Exception {
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> Interruptible.run(connection, () -> execute(connection, "SELECT 1 / 0")))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("22012"));
        }
    }

    private static Connection connect() throws SQLException {
        return SharedServer.server().connect("postgres");
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
