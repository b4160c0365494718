package com.terrifictotes.local.flink;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;

/** One job on a Flink of its own inside this JVM, carrying on from where the last one in the same folder stopped. */
public final class LocalJob implements AutoCloseable {

    private static final long STOP_SECONDS = 600;
    private static final int MOST_STOPS = 3;
    private static final long ANSWER_SECONDS = 30;
    private static final long RESTART_SECONDS = 120;

    private final MiniCluster cluster;
    private final JobID job;
    private final Path savepoints;
    private final CompletableFuture<JobResult> result;

    private LocalJob(MiniCluster cluster, JobID job, Path savepoints, CompletableFuture<JobResult> result) {
        this.cluster = cluster;
        this.job = job;
        this.savepoints = savepoints;
        this.result = result;
    }

    /**
     * Starts a job.
     *
     * @param graph adds the job to an environment
     * @throws EnvironmentException if Flink does not start
     */
    public static LocalJob start(ClusterOptions options, String name, Consumer<StreamExecutionEnvironment> graph) {
        Optional<RestorePoint> restored = options.checkpoints().newest();
        Path run = options.checkpoints().begin(restored);
        StreamGraph built = build(options.job(run, restored), name, graph);
        Board.ofThisJvm().clear();
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(options.cluster())
                .setNumTaskManagers(options.taskManagers())
                .setNumSlotsPerTaskManager(options.slotsOfATaskManager())
                .build());
        try {
            FileUtils.deleteDirectory(options.temporary().toFile());
            Files.createDirectories(options.temporary());
            cluster.start();
            JobID job = cluster.submitJob(built).get().getJobID();
            return new LocalJob(cluster, job, run, cluster.requestJobResult(job));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(cluster, e);
        } catch (Exception e) {
            throw failed(cluster, e);
        }
    }

    /** Where Flink's own pages are. */
    public URI webAddress() {
        try {
            return cluster.getRestAddress().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Cannot tell the address of Flink's web UI", e);
        } catch (ExecutionException e) {
            throw new EnvironmentException("Cannot tell the address of Flink's web UI", e);
        }
    }

    /** Whether the job has come to an end, good or bad. */
    public boolean hasEnded() {
        return result.isDone();
    }

    /** Whether the job is running: not being started, restarted or ended. */
    public boolean isRunning() {
        return !hasEnded() && status() == JobStatus.RUNNING;
    }

    /** Whether every task of the job is running, so that a checkpoint of all of them can be taken. */
    boolean doAllTasksRun() {
        if (!isRunning()) {
            return false;
        }
        for (AccessExecutionVertex task : graph().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** Why the job failed, in the words of the first cause; empty if it did not. */
    public Optional<String> failure() {
        if (!result.isDone()) {
            return Optional.empty();
        }
        return result.join().getSerializedThrowable().map(LocalJob::firstCause);
    }

    /**
     * Stops the job behind a savepoint from which the next one carries on. Everything read before is in the lake.
     *
     * @throws EnvironmentException if no savepoint could be taken; then the last checkpoint serves
     */
    public void stop() {
        for (int tries = 1; ; tries++) {
            try {
                stopOnce();
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EnvironmentException("Cannot stop the job: interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                if (tries == MOST_STOPS || !isRunningAgain()) {
                    throw new EnvironmentException("Cannot stop the job with a savepoint: " + firstCause(e), e);
                }
            }
        }
    }

    /**
     * Takes a checkpoint beside those that come by themselves, and waits until it counts.
     *
     * @throws EnvironmentException if it fails
     */
    public void checkpoint() throws InterruptedException {
        try {
            cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED).get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EnvironmentException("Cannot take a checkpoint: " + firstCause(e), e);
        }
    }

    /** The Flink the job runs on, for what only this package does with it. */
    MiniCluster cluster() {
        return cluster;
    }

    JobID id() {
        return job;
    }

    private void stopOnce() throws InterruptedException, ExecutionException, TimeoutException {
        cluster.stopWithSavepoint(job, CheckpointFolders.forFlink(savepoints), false, SavepointFormatType.NATIVE)
                .get(STOP_SECONDS, TimeUnit.SECONDS);
        result.get(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * A task that fails during the savepoint sets the job back, and the stop is forgotten. It may be asked for again when
     * all tasks run: before, it would be refused.
     */
    private boolean isRunningAgain() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(RESTART_SECONDS);
        while (!hasEnded() && System.nanoTime() < until) {
            if (doAllTasksRun()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return false;
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new EnvironmentException("Cannot stop Flink: " + firstCause(e), e);
        }
    }

    private JobStatus status() {
        return answer(cluster.getJobStatus(job));
    }

    /** How its tasks are just now. */
    AccessExecutionGraph graph() {
        return answer(cluster.getExecutionGraph(job));
    }

    private static <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Cannot tell whether the job is running: interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new EnvironmentException("Cannot tell whether the job is running: " + firstCause(e), e);
        }
    }

    private static StreamGraph build(
            Configuration configuration, String name, Consumer<StreamExecutionEnvironment> graph) {
        try (StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration)) {
            graph.accept(environment);
            StreamGraph built = environment.getStreamGraph();
            built.setJobName(name);
            return built;
        } catch (IOException e) {
            throw new EnvironmentException("Cannot build the job", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new EnvironmentException("Cannot build the job", e);
        }
    }

    private static EnvironmentException failed(MiniCluster cluster, Exception cause) {
        try {
            cluster.close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
        return new EnvironmentException("Cannot start the job: " + firstCause(cause), cause);
    }

    private static String firstCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
