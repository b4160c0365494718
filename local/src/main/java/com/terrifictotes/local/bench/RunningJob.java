package com.terrifictotes.local.bench;

import com.terrifictotes.job.Settings;
import com.terrifictotes.job.TotesJob;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.flink.LocalJob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.BooleanSupplier;

/** The job, from totesys to a target, in this program. */
final class RunningJob implements AutoCloseable {

    private static final int PARALLELISM = 2;
    private static final long LOOK_MILLIS = 50;
    private static final String COMPLETE_TO = "SELECT complete_to FROM etl.ledger";

    private final Target target;
    private final LocalJob job;
    private final Board board = Board.ofThisJvm();

    private RunningJob(Target target, LocalJob job) {
        this.target = target;
        this.job = job;
    }

    /** Starts it; it carries on from where an earlier one to the same target was stopped. */
    static RunningJob start(Target target, Settings settings, Duration checkpoint) {
        ClusterOptions options = new ClusterOptions(target.folder().resolve("flink"), PARALLELISM, checkpoint);
        LocalJob job = LocalJob.start(options, settings.pipeline().name(), graph -> TotesJob.build(settings, graph));
        return new RunningJob(target, job);
    }

    /** Waits until all that was there at an instant is in the lake: a checkpoint is taken as soon as it has come so far. */
    void awaitInLake(Instant instant) throws InterruptedException {
        await("a cut of " + instant, () -> board.leastOf("currentInputWatermark", "changes") >= instant.toEpochMilli());
        job.checkpoint();
    }

    /** Takes a checkpoint. */
    void checkpoint() throws InterruptedException {
        job.checkpoint();
    }

    /** Waits until the warehouse shows a cut of an instant or of a later one. */
    void awaitVisible(Instant instant) throws InterruptedException, SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            await("the publish of " + instant, () -> isComplete(statement, instant));
        }
    }

    private static boolean isComplete(Statement statement, Instant instant) {
        try (ResultSet row = statement.executeQuery(COMPLETE_TO)) {
            OffsetDateTime complete = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
            return complete != null && !complete.toInstant().isBefore(instant);
        } catch (SQLException e) {
            throw new EnvironmentException("Cannot read the ledger of the warehouse", e);
        }
    }

    private void await(String what, BooleanSupplier isThere) throws InterruptedException {
        while (!isThere.getAsBoolean()) {
            if (job.hasEnded()) {
                throw new EnvironmentException("The job ended before %s: %s"
                        .formatted(what, job.failure().orElse("")));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** A figure of Flink or of the job; the greatest of all tasks. */
    long figure(String metric) {
        return board.max(metric);
    }

    @Override
    public void close() {
        job.stop();
        job.close();
    }
}
