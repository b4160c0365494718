package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.s3.Fault;
import com.terrifictotes.local.s3.FaultyProxy;
import com.terrifictotes.local.s3.S3FileSystem;
import com.terrifictotes.local.s3.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lake is a bucket of a real S3 server, which fails in all the ways such a server does and comes round again.
 *
 * <p>{@code -Ds3.fault.millis=N}: how long each fault goes on. {@code -Ds3.outage.millis=N}: how long an outage goes on
 * behind the first checkpoint that failed of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LakeOnS3IT {

    private static final long FAULT_MILLIS = Long.getLong("s3.fault.millis", 3_000);
    private static final long OUTAGE_MILLIS = Long.getLong("s3.outage.millis", 2_000);
    /** So that a black hole costs seconds: the default is 200 of them. */
    private static final Map<String, String> IMPATIENT = Map.of("s3.connection.timeout", "2000");

    @TempDir
    private Path folder = Path.of("unset");

    private S3Server server;
    private FaultyProxy proxy;
    private StarPipeline pipeline;
    private Publishes publishes;

    @BeforeAll
    void startServer(@TempDir Path servers) {
        server = S3Server.start(servers);
        proxy = FaultyProxy.before(server.address());
    }

    @AfterAll
    void stopServer() {
        proxy.close();
        server.close();
    }

    @BeforeEach
    void make() throws Exception {
        String name = String.valueOf(folder.getFileName());
        pipeline = StarPipeline.in(folder, LakePlace.inBucket(name, folder.resolve("copy")));
        pipeline = pipeline.configured(everySecond());
        publishes = new Publishes(pipeline);
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void eachRowIsInTheBucketOnceThroughCrashes() throws Exception {
        try (S3FileSystem s3 = S3FileSystem.through(proxy, Map.of());
                ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), 5)) {
            assertThat(s3).isNotNull();
            job.start(2);
            settle(job);
            for (int crash = 0; crash < 3; crash++) {
                job.crash();
                job.start(1 + crash);
                settle(job);
                job.loseTaskManager();
                settle(job);
            }
            trade.finish();
            proveAtRest(job);
        }
    }

    /** The state is there, too: a checkpoint needs the server as the rows do. */
    @Test
    void whateverTheServerDoesNothingIsLostAndNothingTwice() throws Exception {
        Configuration onS3 = everySecond();
        onS3.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                pipeline.lake().zone("checkpoints").toString());
        pipeline = pipeline.configured(onS3);
        Map<String, String> seen = new LinkedHashMap<>();
        try (S3FileSystem s3 = S3FileSystem.through(proxy, IMPATIENT);
                ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), 6)) {
            assertThat(s3).isNotNull();
            job.start(2);
            settle(job);
            harm(job, Fault.SLOW_DOWN, 1, seen);
            harm(job, Fault.INTERNAL_ERROR, 0.3, seen);
            harm(job, Fault.SLOW, 0.3, seen);
            harm(job, Fault.LOST_REQUEST, 0.3, seen);
            harm(job, Fault.LOST_ANSWER, 0.3, seen);
            harm(job, Fault.BLACK_HOLE, 1, seen);
            trade.finish();
            proveAtRest(job);
        }
        seen.forEach((fault, figures) -> System.out.printf("%s: %s%n", fault, figures));
    }

    /** Checkpoints are given up; what a job that begins again cannot know of is what it had written for them. */
    @Test
    void awayForLongerThanACheckpointMayTake() throws Exception {
        Configuration hasty = everySecond();
        hasty.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(4));
        pipeline = pipeline.configured(hasty);
        try (S3FileSystem s3 = S3FileSystem.through(proxy, IMPATIENT);
                ObservedJob job = new ObservedJob(pipeline::start)) {
            assertThat(s3).isNotNull();
            job.start(2);
            settle(job);
            outlive(job);
            stopAtRest(job);
            // Any checkpoint may have been given up, also by a machine that was busy: no cut is certain to have
            // outlived it.
            job.wasSetBackTo(Long.MIN_VALUE);
            new StarProof(pipeline).requireAll(job.cuts().survivors());
        }
    }

    private void outlive(ObservedJob job) throws Exception {
        try (RandomTrade trade = RandomTrade.start(pipeline.totesys(), 12)) {
            long failed = job.job().failedCheckpoints();
            long restores = job.job().restores();
            proxy.harm(Fault.BLACK_HOLE, 1);
            await("checkpoints that are given up")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> job.job().failedCheckpoints() > failed);
            Thread.sleep(OUTAGE_MILLIS);
            proxy.heal();
            settle(job);
            trade.finish();
            System.out.printf(
                    "S3 away: %d checkpoints failed, %d restarts%n",
                    job.job().failedCheckpoints() - failed, job.job().restores() - restores);
        }
    }

    /** A checkpoint more is some dozens of requests more. */
    private static Configuration everySecond() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        return configuration;
    }

    private void harm(ObservedJob job, Fault fault, double share, Map<String, String> seen) throws Exception {
        long began = job.job().newestCheckpointBegan();
        long harmed = proxy.harmed();
        long failed = job.job().failedCheckpoints();
        long restores = job.job().restores();
        proxy.harm(fault, share);
        Thread.sleep(FAULT_MILLIS);
        proxy.heal();
        long healed = System.nanoTime();
        settle(job);
        job.wasSetBackTo(began);
        seen.put(
                "%s, %.0f %% for %s".formatted(fault, share * 100, Duration.ofMillis(FAULT_MILLIS)),
                "%d requests harmed, %d checkpoints failed, %d restarts, caught up %.1f s after"
                        .formatted(
                                proxy.harmed() - harmed,
                                job.job().failedCheckpoints() - failed,
                                job.job().restores() - restores,
                                (System.nanoTime() - healed) / 1e9));
        assertThat(proxy.harmed()).as("requests harmed by %s", fault).isGreaterThan(harmed);
        assertThat(job.job().restores()).as("restarts after %s", fault).isEqualTo(restores);
    }

    private void settle(ObservedJob job) {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
    }

    private void proveAtRest(ObservedJob job) throws Exception {
        stopAtRest(job);
        new StarProof(pipeline).requireAll(job.cuts().survivors());
    }

    private void stopAtRest(ObservedJob job) {
        settle(job);
        job.stop();
        for (String zone : new String[] {"raw", "processed"}) {
            S3FileSystem.download(pipeline.lake().zone(zone), pipeline.lake().readable(zone));
        }
    }
}
