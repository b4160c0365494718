package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.postgres.SharedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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
