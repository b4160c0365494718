package com.terrifictotes.source;

import com.terrifictotes.catalog.BreakOff;
import com.terrifictotes.catalog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to totesys, opened when it is needed, and again after it failed. Used by one thread, but for
 * {@link #interrupt()}.
 */
final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final String QUERY_CANCELLED = "57014";
    private static final String SETTINGS = """
            SELECT set_config('lock_timeout', current_setting('statement_timeout'), false);
            SET statement_timeout = 0;
            SET row_security = off""";

    private final Database database;
    private final BooleanSupplier isInterrupted;
    private volatile @Nullable Connection connection;
    private Replay replay = new Replay();
    private volatile long replayedUpTo = Long.MAX_VALUE;

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
     * A wait for a lock is the server's to end: it does not notice that a client has gone, and each try would leave a
     * session waiting, until there are no connections left.
     *
     * <p>Where row-level security would hide rows, reading fails instead: hidden rows would pass for deleted.
     */
    Connection beginSnapshot() throws SQLException {
        Connection current = open();
        if (isInterrupted.getAsBoolean()) {
            throw new SQLException("Interrupted before the transaction began", QUERY_CANCELLED);
        }
        current.setAutoCommit(true);
        replayedUpTo = replay.upTo(current);
        current.setAutoCommit(false);
        current.setReadOnly(true);
        current.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return current;
    }

    /** Up to when the database showed what is committed in totesys, just before the transaction began. */
    long replayedUpTo() {
        return replayedUpTo;
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
     * between two statements. From any thread, which is not held up by a database that does not answer.
     */
    void interrupt() {
        Connection current = connection;
        if (current != null) {
            BreakOff.of(current);
        }
    }

    /** Drops the connection, in whatever state it is; the next use opens another. */
    @Override
    public void close() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            BreakOff.onThisSide(current);
        }
    }

    private Connection open() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = database.connect();
            connection = current;
            replay = new Replay();
            try (Statement statement = current.createStatement()) {
                statement.execute(SETTINGS);
            }
            LOG.info("Connected to totesys at {}", database.address());
        }
        return current;
    }
}
