package com.terrifictotes.service;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.ConfigUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** One job, of a jar, on a Flink of its own. */
final class Application implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 300;

    private final MiniCluster cluster;
    private final JobID job;

    private Application(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /**
     * Runs the jar's program, which hands its job to Flink.
     *
     * @throws Exception whatever Flink or the program throws
     */
    static Application start(Configuration configuration, File jar, String[] arguments) throws Exception {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .build());
        try {
            cluster.start();
            submit(configuration, cluster.getRestAddress().get(), jar, arguments);
            return new Application(
                    cluster, cluster.listJobs().get().iterator().next().getJobId());
        } catch (Throwable e) {
            cluster.close();
            throw e;
        }
    }

    /** Takes a savepoint while the job goes on; what it has written is not committed by it. */
    String savepoint(String folder) throws Exception {
        return cluster.triggerSavepoint(job, folder, false, SavepointFormatType.CANONICAL)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Stops the job behind a savepoint. */
    String stop(String folder) throws Exception {
        String path = cluster.stopWithSavepoint(job, folder, false, SavepointFormatType.CANONICAL)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        cluster.requestJobResult(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return path;
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }

    /** The jar reaches the tasks through the blob server. */
    private static void submit(Configuration configuration, URI address, File jar, String[] arguments)
            throws Exception {
        Configuration client = new Configuration(configuration);
        client.set(DeploymentOptions.TARGET, "remote");
        client.set(DeploymentOptions.ATTACHED, false);
        client.set(RestOptions.ADDRESS, address.getHost());
        client.set(RestOptions.PORT, address.getPort());
        try (PackagedProgram program = PackagedProgram.newBuilder()
                .setJarFile(jar)
                .setArguments(arguments)
                .setConfiguration(client)
                .build()) {
            ConfigUtils.encodeCollectionToConfig(
                    client, PipelineOptions.JARS, program.getJobJarAndDependencies(), URL::toString);
            ClientUtils.executeProgram(new DefaultExecutorServiceLoader(), client, program, true, false);
        }
    }
}
