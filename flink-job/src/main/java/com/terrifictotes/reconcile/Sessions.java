package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.BreakOff;
import com.terrifictotes.catalog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of one comparison: its own, and all of them can be broken off from another thread. */
final class Sessions implements AutoCloseable {

    private static final String QUERY_CANCELLED = "57014";

    /** A wait for a lock is the server's to end: it does not notice that a client has gone. */
    private static final String SETTINGS = """
            SELECT set_config('lock_timeout', current_setting('statement_timeout'), false);
            SET statement_timeout = 0;
            SET application_name = 'totes reconcile'""";

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isInterrupted;

    /**
     * A connection on which every statement sees one and the same state, from the first on. Nothing can be written.
     *
     * <p>A statement may take as long as rows keep coming: the server's own time-out would also count the time that we
     * are slow to take them. An answer that does not come at all ends with the connection's time-out.
     */
    Connection snapshot(Database database) throws SQLException {
        Connection connection = plain(database);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    /** A connection on which each statement sees the latest state. */
    Connection plain(Database database) throws SQLException {
        Connection connection = database.connect();
        open.add(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
        requireNotInterrupted();
        return connection;
    }

    /** Closes one of them. */
    void close(Connection connection) throws SQLException {
        open.remove(connection);
        connection.close();
    }

    /**
     * Makes whatever runs on a connection fail, and what would begin. From any thread, which is not held up by a database
     * that does not answer.
     */
    void interrupt() {
        isInterrupted = true;
        BreakOff.ofAll(open);
        open.clear();
    }

    /** Breaks off all that are open. */
    @Override
    public void close() {
        open.forEach(BreakOff::onThisSide);
        open.clear();
    }

    private void requireNotInterrupted() throws SQLException {
        if (isInterrupted) {
            close();
            throw new SQLException("Interrupted before the comparison began", QUERY_CANCELLED);
        }
    }
}
