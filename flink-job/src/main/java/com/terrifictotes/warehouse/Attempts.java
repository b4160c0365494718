package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Backoff;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does again what the database failed to do, as long as that may help. Only for work that may be done twice: where the
 * connection breaks while the server commits, nobody knows which of the two it was.
 */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Patience patience;
    private final Runnable onRetry;

    /** What may be done twice. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException, IOException, InterruptedException;
    }

    /** @param onRetry told of each failure that is followed by another try */
    Attempts(Patience patience, Runnable onRetry) {
        this.patience = patience;
        this.onRetry = onRetry;
    }

    /** @throws SQLException the last failure, if no other try can help or patience is at its end */
    <T> T of(Work<T> work) throws SQLException, IOException, InterruptedException {
        Backoff backoff = new Backoff(patience.longestPause(), patience.giveUpAfter());
        while (true) {
            try {
                return work.run();
            } catch (SQLException e) {
                Duration pause = backoff.failed(e, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
                LOG.warn("Cannot use the warehouse, trying again in {} ms: {}", pause.toMillis(), Failures.reason(e));
                LOG.debug("The failure of the warehouse", e);
                onRetry.run();
                Thread.sleep(pause.toMillis());
            }
        }
    }
}
