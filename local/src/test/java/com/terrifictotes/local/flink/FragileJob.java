package com.terrifictotes.local.flink;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A {@link LocalJob} that can be hurt. */
public final class FragileJob implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final int MOST_RESTARTS = 100;

    private final LocalJob job;
    private int taskManager;

    private FragileJob(LocalJob job) {
        this.job = job;
    }

    /** Starts a job from the newest checkpoint or savepoint in the options' folder. */
    public static FragileJob start(ClusterOptions options, Consumer<StreamExecutionEnvironment> graph) {
        return new FragileJob(LocalJob.start(options, "fragile", environment -> {
            graph.accept(environment);
            environment.configure(restartAtOnce());
        }));
    }

    /**
     * Ends the TaskManager, and with it every task, and starts another. The JobManager lives on: it restarts the tasks
     * from its newest checkpoint and keeps the enumerator it has.
     */
    public void loseTaskManager() {
        try {
            job.cluster().terminateTaskManager(taskManager).get(PATIENCE_SECONDS, SECONDS);
            job.cluster().startTaskManager();
            taskManager++;
        } catch (Exception e) {
            throw new AssertionError("Cannot replace the TaskManager", e);
        }
    }

    /**
     * Ends the TaskManager and the JobManager without a savepoint, in this order: nothing is left of the job but its
     * last complete checkpoint.
     */
    public void crash() {
        try {
            job.cluster().terminateTaskManager(taskManager).get(PATIENCE_SECONDS, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("Cannot end the TaskManager", e);
        }
        job.close();
    }

    /** Stops behind a savepoint. */
    public void stop() {
        job.stop();
        job.close();
    }

    public boolean hasEnded() {
        return job.hasEnded();
    }

    public boolean isRunning() {
        return job.isRunning();
    }

    /** How many checkpoints this job has completed. */
    public long checkpoints() {
        return statistics().getCounts().getNumberOfCompletedCheckpoints();
    }

    /** How many checkpoints of this job have failed. */
    public long failedCheckpoints() {
        return statistics().getCounts().getNumberOfFailedCheckpoints();
    }

    /** How often Flink has set this job back to a checkpoint. */
    public long restores() {
        return statistics().getCounts().getNumberOfRestoredCheckpoints();
    }

    /**
     * When the newest complete checkpoint of this job was begun, in milliseconds since 1970-01-01 UTC: what the sources
     * emitted before is in it. {@link Long#MIN_VALUE} if there is none.
     */
    public long newestCheckpointBegan() {
        CompletedCheckpointStats newest = statistics().getHistory().getLatestCompletedCheckpoint();
        return newest == null ? Long.MIN_VALUE : newest.getTriggerTimestamp();
    }

    @Override
    public void close() {
        job.close();
    }

    private CheckpointStatsSnapshot statistics() {
        try {
            CheckpointStatsSnapshot statistics = job.cluster()
                    .getExecutionGraph(job.id())
                    .get(PATIENCE_SECONDS, SECONDS)
                    .getCheckpointStatsSnapshot();
            return statistics == null ? CheckpointStatsSnapshot.empty() : statistics;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Cannot ask for checkpoints", e);
        }
    }

    private static Configuration restartAtOnce() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, MOST_RESTARTS);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        return configuration;
    }
}
