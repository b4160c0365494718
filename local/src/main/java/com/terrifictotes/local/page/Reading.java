package com.terrifictotes.local.page;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.ConnectionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** How the warehouse is read: nothing is written, all of one answer is of one moment, and nobody waits for long. */
final class Reading {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Optional<Database> warehouse;

    Reading(Optional<Database> warehouse) {
        this.warehouse = warehouse;
    }

    /** Something that is asked. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection warehouse) throws SQLException, UnknownException;
    }

    /**
     * Asks in one snapshot.
     *
     * @throws UnknownException if there is no warehouse
     */
    <T> T ask(Question<T> question) throws SQLException, UnknownException {
        Database database = warehouse.orElseThrow(() -> new UnknownException("This pipeline has no warehouse"));
        try (Connection connection = connect(database)) {
            prepare(connection);
            return question.ask(connection);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        try {
            return database.connect();
        } catch (SQLException e) {
            throw new SQLException(
                    ConnectionException.of("the warehouse", database, e).getMessage(), e.getSQLState(), e);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        connection.setNetworkTimeout(
                Runnable::run, (int) PATIENCE.multipliedBy(2).toMillis());
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + PATIENCE.toMillis());
            statement.execute("SET LOCAL TimeZone = 'UTC'");
        }
    }
}
