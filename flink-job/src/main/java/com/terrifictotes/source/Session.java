package com.terrifictotes.source;

import com.terrifictotes.catalog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to totesys, opened when it is needed, and again after it failed. Used by one thread, but for
 * {@link #interrupt()}.
 */
final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final String QUERY_CANCELLED = "57014";

    private final Database database;
    private final BooleanSupplier isInterrupted;
    private volatile @Nullable Connection connection;

    Session(Database database) {
        this(database, () -> false);
    }

    /** @param isInterrupted whether nothing should begin; true before {@link #interrupt()} is called */
    Session(Database database, BooleanSupplier isInterrupted) {
        this.database = database;
        this.isInterrupted = isInterrupted;
    }

    /**
     * The connection, in a transaction that sees one state of everything and takes no transaction id. It begins with the
     * first statement.
     *
     * <p>A statement may take as long as rows keep coming: the server's own time-out would also count the time that we
     * are slow to take them. An answer that does not come at all ends with the connection's time-out.
     */
    Connection beginSnapshot() throws SQLException {
        Connection current = open();
        if (isInterrupted.getAsBoolean()) {
            throw new SQLException("Interrupted before the transaction began", QUERY_CANCELLED);
        }
        current.setAutoCommit(false);
        current.setReadOnly(true);
        current.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return current;
    }

    /** Ends the transaction. */
    void end() throws SQLException {
        Connection current = connection;
        if (current != null) {
            current.commit();
        }
    }

    /**
     * Makes a statement that runs now, if there is one, fail, and every later one of the same connection: it may come
     * between two statements. From any thread.
     */
    void interrupt() {
        Connection current = connection;
        if (current == null) {
            return;
        }
        try {
            current.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            LOG.debug("Cannot cancel a query at {}", database.address(), e);
        }
        abort(current);
    }

    /** Drops the connection, in whatever state it is; the next use opens another. */
    @Override
    public void close() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            abort(current);
        }
    }

    private void abort(Connection current) {
        try {
            current.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("Cannot close the connection to {}", database.address(), e);
        }
    }

    private Connection open() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = database.connect();
            connection = current;
            try (Statement statement = current.createStatement()) {
                statement.execute("SET statement_timeout = 0");
            }
            LOG.info("Connected to totesys at {}", database.address());
        }
        return current;
    }
}
