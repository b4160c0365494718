package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Committer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the publishes of complete checkpoints into the warehouse, each as often as it takes. */
final class PublishCommitter implements Committer<Publish> {

    private static final Logger LOG = LoggerFactory.getLogger(PublishCommitter.class);

    /**
     * What a checkpoint vouches for becomes visible in the lake while tasks begin, and not at all once one of them has
     * failed. A lost warehouse is made again from the lake, so a job that is refused by a new one leaves it that time.
     */
    private static final Duration FOR_THE_LAKE = Duration.ofSeconds(5);

    private final Database database;
    private final Publisher publisher;
    private final PublishMetrics metrics;
    private final Attempts attempts;

    PublishCommitter(Database database, Publisher publisher, Patience patience, PublishMetrics metrics) {
        this.database = database;
        this.publisher = publisher;
        this.metrics = metrics;
        this.attempts = new Attempts(patience, metrics::retried);
    }

    /** @throws IOException if the warehouse refuses or keeps failing; the next attempt of the job brings the same again */
    @Override
    public void commit(Collection<CommitRequest<Publish>> requests) throws IOException, InterruptedException {
        for (CommitRequest<Publish> request : requests) {
            commit(request.getCommittable());
        }
    }

    @Override
    public void close() {
        // Nothing is kept open from one publish to the next.
    }

    private void commit(Publish publish) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try {
            Published published = attempts.of(() -> publish(publish));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            metrics.published(published, millis);
            LOG.debug("Published {} in {} ms: {}", publish.id(), millis, published);
        } catch (RefusedPublishException e) {
            if (e.isOfNewWarehouse()) {
                Thread.sleep(FOR_THE_LAKE.toMillis());
            }
            throw e;
        } catch (SQLException e) {
            throw new IOException(
                    "Cannot publish to the warehouse: %s, %s".formatted(database.address(), Failures.reason(e)), e);
        }
    }

    private Published publish(Publish publish) throws SQLException, IOException, InterruptedException {
        try (Connection connection = Interruptible.open(database)) {
            return Interruptible.run(connection, () -> publisher.publish(connection, publish));
        }
    }
}
