package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.FragileJob;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A job that is hurt again and again, and the cuts that were seen meanwhile. */
final class ObservedJob implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final TestPipeline pipeline;
    private final SeenCuts cuts = new SeenCuts();
    private final ScheduledExecutorService eyes = Executors.newSingleThreadScheduledExecutor();
    private @Nullable FragileJob job;
    private int crashes;
    private int lostTaskManagers;

    ObservedJob(TestPipeline pipeline) {
        this.pipeline = pipeline;
        Board.ofThisJvm().clear();
        var unused = eyes.scheduleWithFixedDelay(cuts::look, 0, 10, TimeUnit.MILLISECONDS);
    }

    void start(int parallelism) {
        job = pipeline.start(parallelism);
    }

    FragileJob job() {
        assertThat(job).isNotNull();
        return job;
    }

    /** Ends all of Flink; the next start carries on from the last complete checkpoint. */
    void crash() {
        long began = job().newestCheckpointBegan();
        job().crash();
        cuts.crashed(began);
        crashes++;
    }

    /** Flink loses its TaskManager and gets another. */
    void loseTaskManager() {
        long restores = job().restores();
        long began = job().newestCheckpointBegan();
        job().loseTaskManager();
        cuts.crashed(began);
        lostTaskManagers++;
        await("a restart of the tasks").atMost(PATIENCE).until(() -> job().restores() > restores && job().isRunning());
    }

    /** Waits for a cut after that instant. */
    void awaitCutAfter(long instant) {
        await("a cut after " + instant)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> cuts.latest() > instant || requireAlive());
    }

    /** Waits for a cut that is closed from now on. */
    void awaitCut() {
        awaitCutAfter(Math.max(0, cuts.latest()));
    }

    /** Waits for another checkpoint of this job. */
    void awaitCheckpoint() {
        long before = job().checkpoints();
        await("a checkpoint").atMost(PATIENCE).until(() -> job().checkpoints() > before || requireAlive());
    }

    /** Waits until so many rows of a table have been read in this life. */
    void awaitRowsOf(AwkwardTable table, long count) {
        await("rows of " + table)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Board.ofThisJvm().sum("rowsRead", table.table()) >= count || requireAlive());
    }

    /** Stops the job; all it read is in the raw zone. */
    void stop() {
        job().stop();
        job = null;
    }

    SeenCuts cuts() {
        return cuts;
    }

    int crashes() {
        return crashes;
    }

    int lostTaskManagers() {
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
