package com.terrifictotes.warehouse;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Waits for the database so that the wait can be interrupted: a driver that waits for an answer cannot be, and a task that
 * is cancelled would hold up the whole job until the answer comes.
 */
final class Interruptible {

    private Interruptible() {}

    /**
     * Runs work on a connection, on a thread of its own.
     *
     * @throws InterruptedException if this thread was interrupted: the connection is broken, and nobody knows what became
     *     of the work
     */
    static <T> T run(Connection connection, Attempts.Work<T> work)
            throws SQLException, IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work::run);
        Thread thread = new Thread(task, Thread.currentThread().getName() + " at work");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            connection.abort(Runnable::run);
            throw e;
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        }
    }

    /** As the work threw it. */
    private static IOException failure(Throwable cause) throws SQLException, IOException {
        if (cause instanceof SQLException failed) {
            throw failed;
        }
        if (cause instanceof RuntimeException broken) {
            throw broken;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failed ? failed : new IOException(cause);
    }
}
