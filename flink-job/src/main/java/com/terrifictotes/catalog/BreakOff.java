package com.terrifictotes.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Breaks off what runs on connections to Postgres, on both sides.
 *
 * <p>A driver that waits for an answer is not woken by an interrupt, and a server whose statement waits for a lock does not
 * notice that nobody waits for it any more: its session would stay, and with it all that it has locked.
 */
public final class BreakOff {

    private static final Logger LOG = LoggerFactory.getLogger(BreakOff.class);
    private static final long CANCEL_MILLIS = 2_000;

    private BreakOff() {}

    /** The same for one connection. */
    public static void of(Connection connection) {
        ofAll(List.of(connection));
    }

    /**
     * Makes a statement that runs on one of them fail, here and at its server, and every later one. From any thread; it
     * returns within {@value #CANCEL_MILLIS} ms, also if a database does not answer.
     */
    public static void ofAll(Collection<Connection> connections) {
        CompletableFuture<?>[] cancelling = connections.stream()
                .map(connection -> CompletableFuture.runAsync(() -> cancel(connection), BreakOff::onThreadOfItsOwn))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(cancelling).get(CANCEL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Cannot cancel what runs on a connection", e);
        } finally {
            connections.forEach(BreakOff::onThisSide);
        }
    }

    /** Drops a connection on which nothing runs, in whatever state it is, without a word to its server. */
    public static void onThisSide(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("Cannot drop a connection", e);
        }
    }

    /** By a connection of its own, for which one that does not answer may let it wait. */
    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            LOG.debug("Cannot cancel what runs on a connection", e);
        }
    }

    private static void onThreadOfItsOwn(Runnable work) {
        Thread thread = new Thread(work, "cancelling a query");
        thread.setDaemon(true);
        thread.start();
    }
}
