package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.BreakOff;
import com.terrifictotes.catalog.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the database so that the wait can be interrupted: a driver that waits for an answer cannot be, and a task that
 * is cancelled would hold up the whole job until the answer comes.
 */
final class Interruptible {

    private static final Logger LOG = LoggerFactory.getLogger(Interruptible.class);
    private static final String CONNECTION_FAILURE = "08006";

    private Interruptible() {}

    /**
     * Opens a connection.
     *
     * @throws InterruptedException if this thread was interrupted: a connection that comes later is closed
     */
    static Connection open(Database database) throws SQLException, IOException, InterruptedException {
        CompletableFuture<Connection> opening = begin(() -> Sessions.open(database));
        try {
            return opening.get();
        } catch (InterruptedException e) {
            var unused = opening.thenAccept(Interruptible::close);
            throw e;
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /**
     * Runs work on a connection, on a thread of its own.
     *
     * @throws InterruptedException if this thread was interrupted: the connection is broken, its server told to
     *     give the work up, and nobody knows what became of it
     */
    static <T> T run(Connection connection, Attempts.Work<T> work)
            throws SQLException, IOException, InterruptedException {
        return run(connection, Long.MAX_VALUE, work);
    }

    /**
     * The same for work that is one answer of the database, which may take no longer than any answer on this connection.
     * The driver's own time-out would do if it held for sending, too.
     */
    static <T> T runOne(Connection connection, Attempts.Work<T> work)
            throws SQLException, IOException, InterruptedException {
        int limit = connection.getNetworkTimeout();
        return run(connection, limit == 0 ? Long.MAX_VALUE : limit, work);
    }

    private static <T> T run(Connection connection, long mostMillis, Attempts.Work<T> work)
            throws SQLException, IOException, InterruptedException {
        CompletableFuture<T> working = begin(work);
        try {
            return working.get(mostMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            BreakOff.of(connection);
            throw e;
        } catch (TimeoutException e) {
            BreakOff.of(connection);
            throw new SQLException("No answer in %,d ms".formatted(mostMillis), CONNECTION_FAILURE, e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static <T> CompletableFuture<T> begin(Attempts.Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread =
                new Thread(() -> complete(result, work), Thread.currentThread().getName() + " at work");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Attempts.Work<T> work) {
        try {
            result.complete(work.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection that nobody waited for was broken", e);
        }
    }

    /** As the work threw it. */
    private static IOException failure(ExecutionException failed) throws SQLException, IOException {
        Throwable cause = Objects.requireNonNull(failed.getCause());
        if (cause instanceof SQLException sql) {
            throw sql;
        }
        if (cause instanceof RuntimeException broken) {
            throw broken;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }
}
