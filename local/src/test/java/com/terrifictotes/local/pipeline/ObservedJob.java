package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.FragileJob;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A job that is hurt again and again, and the cuts that were seen meanwhile. */
public final class ObservedJob implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final IntFunction<FragileJob> pipeline;
    private final SeenCuts cuts = new SeenCuts();
    private final ScheduledExecutorService eyes = Executors.newSingleThreadScheduledExecutor();
    private @Nullable FragileJob job;
    private int crashes;
    private int lostTaskManagers;

    /**
     * A job that is not started yet.
     *
     * @param pipeline starts it, at that parallelism, from where it was
     */
    public ObservedJob(IntFunction<FragileJob> pipeline) {
        this.pipeline = pipeline;
        Board.ofThisJvm().clear();
        var unused = eyes.scheduleWithFixedDelay(cuts::look, 0, 10, TimeUnit.MILLISECONDS);
    }

    public void start(int parallelism) {
        job = pipeline.apply(parallelism);
    }

    public FragileJob job() {
        assertThat(job).isNotNull();
        return job;
    }

    /** Ends all of Flink; the next start carries on from the last complete checkpoint. */
    public void crash() {
        long began = job().newestCheckpointBegan();
        job().crash();
        cuts.crashed(began);
        crashes++;
    }

    /** Flink loses its TaskManager and gets another. */
    public void loseTaskManager() {
        long restores = job().restores();
        long began = job().newestCheckpointBegan();
        job().loseTaskManager();
        cuts.crashed(began);
        lostTaskManagers++;
        await("a restart of the tasks").atMost(PATIENCE).until(() -> job().restores() > restores && job().isRunning());
    }

    /** Tells that tasks have failed by themselves, and were set back to a checkpoint begun then or later. */
    public void wasSetBackTo(long checkpointBegan) {
        cuts.crashed(checkpointBegan);
    }

    /** Waits for a cut after that instant. */
    public void awaitCutAfter(long instant) {
        await("a cut after " + instant)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> cuts.latest() > instant || requireAlive());
    }

    /** Waits for a cut that is closed from now on. */
    public void awaitCut() {
        awaitCutAfter(Math.max(0, cuts.latest()));
    }

    /** Waits for another checkpoint of this job. */
    public void awaitCheckpoint() {
        long before = job().checkpoints();
        await("a checkpoint").atMost(PATIENCE).until(() -> job().checkpoints() > before || requireAlive());
    }

    /** Waits until so many rows of a table have been read in this life. */
    public void awaitRowsOf(String table, long count) {
        await("rows of " + table)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Board.ofThisJvm().sum("rowsRead", table) >= count || requireAlive());
    }

    /** Stops the job; all it read is in the raw zone. */
    public void stop() {
        job().stop();
        job = null;
    }

    public SeenCuts cuts() {
        return cuts;
    }

    public int crashes() {
        return crashes;
    }

    public int lostTaskManagers() {
        return lostTaskManagers;
    }

    @Override
    public void close() {
        eyes.shutdownNow();
        if (job != null) {
            job.close();
        }
    }

    private boolean requireAlive() {
        assertThat(job().hasEnded()).as("the job has ended").isFalse();
        return false;
    }
}
