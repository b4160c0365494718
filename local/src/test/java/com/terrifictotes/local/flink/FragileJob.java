package com.terrifictotes.local.flink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A {@link LocalJob} that can be hurt. */
public final class FragileJob implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final int MOST_RESTARTS = 100;

    private final LocalJob job;
    private final int taskManagers;
    private int oldest;

    private FragileJob(LocalJob job, int taskManagers) {
        this.job = job;
        this.taskManagers = taskManagers;
    }

    /** Starts a job from the newest checkpoint or savepoint in the options' folder. */
    public static FragileJob start(ClusterOptions options, Consumer<StreamExecutionEnvironment> graph) {
        return new FragileJob(
                LocalJob.start(options, "fragile", environment -> {
                    graph.accept(environment);
                    environment.configure(restartAtOnce());
                }),
                options.taskManagers());
    }

    /**
     * Ends the oldest TaskManager, and with it every task it has, and starts another. The JobManager lives on: it restarts
     * the tasks from its newest checkpoint and keeps the enumerator it has.
     */
    public void loseTaskManager() {
        try {
            job.cluster().terminateTaskManager(oldest).get(PATIENCE_SECONDS, SECONDS);
            job.cluster().startTaskManager();
            oldest++;
        } catch (Exception e) {
            throw new AssertionError("Cannot replace the TaskManager", e);
        }
    }

    /**
     * Ends all TaskManagers and the JobManager without a savepoint, in this order: nothing is left of the job but its
     * last complete checkpoint.
     */
    public void crash() {
        try {
            for (int each = oldest; each < oldest + taskManagers; each++) {
                job.cluster().terminateTaskManager(each).get(PATIENCE_SECONDS, SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError("Cannot end the TaskManagers", e);
        }
        job.close();
    }

    /** Stops behind a savepoint. */
    public void stop() {
        job.stop();
        job.close();
    }

    /** Waits until all tasks run. */
    public void awaitTasks() {
        await("all tasks")
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .pollInterval(Duration.ofMillis(10))
                .until(job::doAllTasksRun);
    }

    /**
     * Begins a checkpoint as soon as all tasks run, and does not wait for it. The job as a whole is said to run before its
     * tasks do, and a checkpoint that is asked for by then is refused for good.
     */
    public void beginCheckpoint() {
        awaitTasks();
        var unused = job.cluster().triggerCheckpoint(job.id(), CheckpointType.CONFIGURED);
    }

    /** Why the job has failed; empty if it has not. */
    public Optional<String> failure() {
        return job.failure();
    }

    /** Why tasks failed the last time, as a stack trace; empty if none has. */
    public Optional<String> lastFailureOfTasks() {
        return Optional.ofNullable(job.graph().getFailureInfo()).map(ErrorInfo::getExceptionAsString);
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

    /** The size of all state in the newest complete checkpoint, in bytes; 0 if there is none. */
    public long newestStateBytes() {
        CompletedCheckpointStats newest = statistics().getHistory().getLatestCompletedCheckpoint();
        return newest == null ? 0 : newest.getStateSize();
    }

    @Override
    public void close() {
        job.close();
    }

    private CheckpointStatsSnapshot statistics() {
        CheckpointStatsSnapshot statistics = job.graph().getCheckpointStatsSnapshot();
        return statistics == null ? CheckpointStatsSnapshot.empty() : statistics;
    }

    private static Configuration restartAtOnce() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, MOST_RESTARTS);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        return configuration;
    }
}
