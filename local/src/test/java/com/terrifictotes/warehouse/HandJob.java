package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.change.StarRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The sink without a cluster: its writers, what makes publishes of what they say, and the transaction. */
final class HandJob implements AutoCloseable {

    static final String PIPELINE = "totes";

    private static final Patience NONE = new Patience(Duration.ofMillis(1), Duration.ZERO);

    private final Database database;
    private final List<StagingWriter> writers = new ArrayList<>();
    private final Assembly assembly = new Assembly(UUID::randomUUID);

    /** The transaction of such a job, which bears any quarantine. */
    static Publisher publisher() {
        return new Publisher(PIPELINE, QuarantineLimit.none());
    }

    /** A job that begins, with as many writers. */
    HandJob(Database database, int writers) throws Exception {
        this.database = database;
        for (int i = 0; i < writers; i++) {
            this.writers.add(StagingWriter.open(database, new Attempts(NONE, () -> {})));
        }
    }

    HandJob(Database database) throws Exception {
        this(database, 1);
    }

    /** A job that carries on behind a checkpoint. */
    static HandJob behind(Publish checkpoint, Database database) throws Exception {
        HandJob job = new HandJob(database);
        job.assembly.follow(checkpoint.id());
        return job;
    }

    /** The first writer takes rows. */
    void write(StarRow... rows) throws IOException, InterruptedException {
        writeTo(0, rows);
    }

    void writeTo(int writer, StarRow... rows) throws IOException, InterruptedException {
        for (StarRow row : rows) {
            writers.get(writer).add(row);
        }
    }

    /** A checkpoint behind the watermark of a cut: what it has to publish. */
    Publish checkpoint(Instant completeTo) throws IOException, InterruptedException {
        assembly.completeTo(completeTo.toEpochMilli());
        return checkpoint();
    }

    /** A checkpoint behind which no further cut is complete. */
    Publish checkpoint() throws IOException, InterruptedException {
        for (StagingWriter writer : writers) {
            writer.prepareCommit().forEach(assembly::add);
        }
        return assembly.next().orElseThrow();
    }

    Published publish(Publish publish) throws SQLException, IOException {
        return publish(publish, PIPELINE);
    }

    Published publish(Publish publish, String pipeline) throws SQLException, IOException {
        return publish(publish, pipeline, QuarantineLimit.none());
    }

    Published publish(Publish publish, QuarantineLimit limit) throws SQLException, IOException {
        return publish(publish, PIPELINE, limit);
    }

    private Published publish(Publish publish, String pipeline, QuarantineLimit limit)
            throws SQLException, IOException {
        try (Connection connection = Sessions.open(database)) {
            return new Publisher(pipeline, limit).publish(connection, publish);
        }
    }

    /** Stages rows as an attempt does that dies before its checkpoint. */
    void abandon(StarRow... rows) throws Exception {
        try (HandJob dead = new HandJob(database)) {
            dead.write(rows);
            dead.checkpoint();
        }
        // The next attempt has later batches: so has this one, as soon as it has handed one over.
    }

    /** Writes, checkpoints and publishes. */
    Publish bring(Instant completeTo, StarRow... rows) throws SQLException, IOException, InterruptedException {
        write(rows);
        Publish publish = checkpoint(completeTo);
        publish(publish);
        return publish;
    }

    @Override
    public void close() {
        for (StagingWriter writer : writers) {
            writer.close();
        }
    }
}
