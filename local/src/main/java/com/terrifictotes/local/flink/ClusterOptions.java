package com.terrifictotes.local.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.metrics.prometheus.LoopbackPrometheusReporter;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompressionType;

/**
 * How Flink runs here: as the service runs it (RocksDB, incremental checkpoints), on 127.0.0.1 alone.
 *
 * @param folder for all that Flink writes
 * @param parallelism of the job
 * @param checkpointInterval from one checkpoint to the next: how soon rows appear in the lake
 * @param taskManagers that share the work
 * @param metrics where Prometheus finds the metrics; null if nowhere
 */
public record ClusterOptions(
        Path folder,
        int parallelism,
        Duration checkpointInterval,
        int taskManagers,
        @Nullable MetricsPort metrics) {

    private static final String LOOPBACK = "127.0.0.1";

    private static final Duration LEAST_WAIT = Duration.ofMillis(100);
    private static final Duration MOST_WAIT = Duration.ofSeconds(1);

    /** With one TaskManager. */
    public ClusterOptions(Path folder, int parallelism, Duration checkpointInterval) {
        this(folder, parallelism, checkpointInterval, 1);
    }

    /** Without metrics for Prometheus. */
    public ClusterOptions(Path folder, int parallelism, Duration checkpointInterval, int taskManagers) {
        this(folder, parallelism, checkpointInterval, taskManagers, null);
    }

    /** The same with metrics for Prometheus. */
    public ClusterOptions withMetrics(MetricsPort port) {
        return new ClusterOptions(folder, parallelism, checkpointInterval, taskManagers, port);
    }

    /** Whether there is a checkpoint or savepoint to carry on from. */
    public boolean hasRestorePoint() {
        return checkpoints().newest().isPresent();
    }

    /** Whether the last job was stopped behind a savepoint: all it has read is where others can see it. */
    public boolean hasStopped() {
        return checkpoints().newest().filter(RestorePoint::isSavepoint).isPresent();
    }

    CheckpointFolders checkpoints() {
        return new CheckpointFolders(folder.resolve("checkpoints"));
    }

    /** As few as are enough for the job. */
    int slotsOfATaskManager() {
        return (parallelism + taskManagers - 1) / taskManagers;
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Configuration cluster() {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.CANCEL_ENABLE, false);
        configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, slotsOfATaskManager());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        configuration.set(CoreOptions.TMP_DIRS, temporary().toString());
        configuration.setString("metrics.reporter.board.factory.class", BoardReporter.class.getName());
        configuration.setString("metrics.reporter.board.scope.variables.excludes", "");
        if (metrics != null) {
            configuration.setString(
                    "metrics.reporter.prometheus.factory.class", LoopbackPrometheusReporter.Factory.class.getName());
            configuration.setString("metrics.reporter.prometheus.port", Integer.toString(metrics.number()));
        }
        return configuration;
    }

    /**
     * How long rows wait at most to be sent on together. A checkpoint sends them all, and nothing is seen before it: so
     * they may wait for a part of what is between two of them. A thread of each task looks whether any do, also while
     * nothing happens.
     */
    private Duration bufferTimeout() {
        Duration part = checkpointInterval.dividedBy(10);
        if (part.compareTo(LEAST_WAIT) < 0) {
            return LEAST_WAIT;
        }
        return part.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : part;
    }

    /**
     * Of the job.
     *
     * @param run where this run keeps its checkpoints
     * @param restored what it carries on from
     */
    Configuration job(Path run, Optional<RestorePoint> restored) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        // Most keys of a first load are not there yet: a filter knows that without reading. Fingerprints cannot be
        // compressed.
        configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        configuration.set(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, List.of(CompressionType.NO_COMPRESSION));
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, bufferTimeout());
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, CheckpointFolders.forFlink(run));
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, 3);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL, Duration.ofMinutes(5));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(2));
        restored.ifPresent(point -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, point.uri()));
        return configuration;
    }
}
