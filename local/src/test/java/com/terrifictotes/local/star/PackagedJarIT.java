package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.s3.Bucket;
import com.terrifictotes.local.s3.FaultyProxy;
import com.terrifictotes.local.s3.S3FileSystem;
import com.terrifictotes.local.s3.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The uber jar, as it would be given to the service, run as the service runs it: from totesys to a bucket and a
 * warehouse, through a savepoint.
 */
class PackagedJarIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What the service lets the code of a job configure of all that this one does. */
    private static final List<String> ALLOWED = List.of(
            "pipeline.auto-generate-uids",
            "pipeline.generic-types",
            "pipeline.max-parallelism",
            "pipeline.object-reuse");

    @TempDir
    private Path folder = Path.of("unset");

    private S3Server server;
    private Bucket bucket;
    private StarPipeline pipeline;
    private Publishes publishes;

    @BeforeEach
    void startServers() throws Exception {
        server = S3Server.start(folder.resolve("s3"));
        bucket = new Bucket(server);
        pipeline = StarPipeline.in(folder, LakePlace.inBucket("packaged", folder.resolve("copy")));
        publishes = new Publishes(pipeline);
    }

    @AfterEach
    void stopServers() {
        pipeline.close();
        server.close();
    }

    @Test
    void rowsReachTheBucketAndTheWarehouseOnceThroughSavepoints() throws Exception {
        String savepoint = loadAndDieBehindASavepoint();
        List<String> open = bucket.openUploads("packaged/");
        assertThat(bucket.objects("packaged/")).as("nothing is committed yet").isEmpty();
        assertThat(open).as("uploads that the savepoint waits for").hasSizeGreaterThan(11);

        try (ServiceProcess service = start("1 s", 2, savepoint);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), 7)) {
            settle();
            assertThat(bucket.objects("packaged/"))
                    .as("uploads that were completed")
                    .containsAll(open);
            savepoint = service.stop(folder.resolve("savepoints"));
            trade.finish();
        }

        try (ServiceProcess service = start("1 s", 1, savepoint)) {
            settle();
            service.stop(folder.resolve("savepoints"));
        }
        proveAtRest();
    }

    @Test
    void whatTheServiceDoesNotLetAJobConfigureEndsIt() throws Exception {
        Map<String, String> configuration = configuration("1 s", 1);
        configuration.put("execution.program-config.wildcards", "pipeline.generic-types");

        try (ServiceProcess service = ServiceProcess.start(folder, configuration, pipeline.writeSettings())) {
            assertThat(service.awaitFailure())
                    .contains("MutatedConfigurationException", "pipeline.max-parallelism", "pipeline.object-reuse")
                    .doesNotContain("pipeline.generic-types");
        }
    }

    /** A savepoint commits nothing: the uploads of its files stay open, and whoever comes back completes them. */
    private String loadAndDieBehindASavepoint() throws Exception {
        try (ServiceProcess service = start("1 h", 2, "")) {
            await("rows of dimensions that wait for the end of the first cut")
                    .atMost(PATIENCE)
                    .until(() -> areBegun("dim_staff", "dim_counterparty", "dim_date"));
            String savepoint = service.savepoint(folder.resolve("savepoints"));
            service.kill();
            return savepoint;
        }
    }

    private boolean areBegun(String... tables) {
        return Stream.of(tables)
                .noneMatch(table ->
                        bucket.openUploads("packaged/processed/table=" + table).isEmpty());
    }

    private ServiceProcess start(String checkpoints, int parallelism, String savepoint) {
        Map<String, String> configuration = configuration(checkpoints, parallelism);
        configuration.put("execution.program-config.wildcards", String.join(";", ALLOWED));
        if (!savepoint.isEmpty()) {
            configuration.put("execution.state-recovery.path", savepoint);
        }
        return ServiceProcess.start(folder, configuration, pipeline.writeSettings())
                .awaitStart();
    }

    private Map<String, String> configuration(String checkpoints, int parallelism) {
        Map<String, String> configuration = ServiceProcess.configuration(server, folder);
        configuration.put("execution.checkpointing.interval", checkpoints);
        configuration.put("parallelism.default", Integer.toString(parallelism));
        configuration.put("taskmanager.numberOfTaskSlots", Integer.toString(parallelism));
        return configuration;
    }

    private void settle() {
        publishes.awaitCompleteTo(System.currentTimeMillis(), PATIENCE);
    }

    private void proveAtRest() throws Exception {
        try (FaultyProxy proxy = FaultyProxy.before(server.address());
                S3FileSystem s3 = S3FileSystem.through(proxy, Map.of())) {
            assertThat(s3).isNotNull();
            for (String zone : new String[] {"raw", "processed"}) {
                S3FileSystem.download(
                        pipeline.lake().zone(zone), pipeline.lake().readable(zone));
            }
        }
        new StarProof(pipeline).requireAgreement();
    }
}
