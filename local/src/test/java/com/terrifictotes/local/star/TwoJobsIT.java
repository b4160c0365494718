package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.flink.RestorePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two jobs run on one pipeline by mistake: the same totesys, lake, warehouse and name, each with checkpoints of its own. */
class TwoJobsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;
    private Publishes publishes;

    @BeforeEach
    void start() throws Exception {
        pipeline = StarPipeline.in(folder);
        publishes = new Publishes(pipeline);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void aSecondOneThatBeginsAnewEndsBeforeItHasWrittenAnything() throws Exception {
        try (FragileJob first = pipeline.start(2)) {
            settle();
            try (FragileJob second = pipeline.start(2, folder.resolve("second"))) {
                trade(1);
                requireRefused(second, "this job began without a checkpoint, and the warehouse is not a new one");
            }
            proveThatNobodyElseWrote(first);
        }
    }

    @Test
    void aSecondOneFromAnOlderSavepointEndsBeforeItHasWrittenAnything() throws Exception {
        try (FragileJob first = pipeline.start(2)) {
            settle();
            first.stop();
        }
        Path older = copyOfTheNewest();
        try (FragileJob first = pipeline.start(2)) {
            trade(1);
            settle();
            try (FragileJob second = pipeline.start(1, older)) {
                trade(2);
                requireRefused(second, "this job was restored from an older checkpoint");
            }
            proveThatNobodyElseWrote(first);
        }
    }

    /** Neither is older than the other, until one has published: then the other one is, though it was there first. */
    @Test
    void aSecondOneFromTheNewestCheckpointThatPublishesFirstGoesOnAlone() throws Exception {
        try (FragileJob first = pipeline.configured(whenAsked()).start(2)) {
            long loaded = System.currentTimeMillis();
            do {
                checkpoint(first);
            } while (publishes.completeTo() < loaded);
            try (FragileJob second = pipeline.start(1, copyOfTheNewest())) {
                trade(1);
                settle();
                first.beginCheckpoint();
                requireRefused(first, "this job was restored from an older checkpoint");
                proveThatNobodyElseWrote(second);
            }
        }
    }

    /** Nobody is first: one of them publishes first, and the other one finds that out at its own checkpoint. */
    @Test
    void ofTwoThatBeginTogetherOneIsRefusedAndTheWarehouseIsRight() throws Exception {
        try (FragileJob one = pipeline.start(2);
                FragileJob other = pipeline.start(2, folder.resolve("other"))) {
            await("one of them ends").atMost(PATIENCE).until(() -> one.hasEnded() || other.hasEnded());
            FragileJob refused = one.hasEnded() ? one : other;
            requireRefused(refused, "in the warehouse: this job began without a checkpoint", "to the warehouse");
            trade(1);
            settle();
            (one == refused ? other : one).stop();
            new StarProof(pipeline).requireInvariants();
            try (StarLake lake = StarLake.of(pipeline)) {
                System.out.printf("two that began together: twice in the lake: %s%n", lake.doubled());
            }
        }
    }

    private static void requireRefused(FragileJob job, String... anyOf) {
        await("the end of a job").atMost(PATIENCE).until(job::hasEnded);
        String failure = job.failure().orElse("no failure");
        assertThat(List.of(anyOf)).as("what is part of: %s", failure).anyMatch(failure::contains);
        assertThat(failure).contains("Start the job from its newest checkpoint or savepoint");
    }

    private void proveThatNobodyElseWrote(FragileJob survivor) throws Exception {
        trade(3);
        settle();
        assertThat(survivor.isRunning()).isTrue();
        survivor.stop();
        new StarProof(pipeline).requireAll(List.of());
        try (StarLake lake = StarLake.of(pipeline)) {
            assertThat(lake.doubled()).isEmpty();
        }
    }

    private void trade(int day) throws SQLException {
        pipeline.totesys()
                .execute(Orders.sale(3, 7, 9)
                        + ";UPDATE sales_order SET agreed_delivery_date = '2084-01-%02d' WHERE sales_order_id = 1"
                                .formatted(day));
    }

    private void settle() {
        publishes.awaitCompleteTo(System.currentTimeMillis());
    }

    private static Configuration whenAsked() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
        return configuration;
    }

    private static void checkpoint(FragileJob job) {
        long before = job.checkpoints();
        job.beginCheckpoint();
        await("a checkpoint").atMost(PATIENCE).until(() -> job.checkpoints() > before);
    }

    /** Of its own files: those of earlier checkpoints that it refers to are where they were. */
    private Path copyOfTheNewest() throws IOException {
        Path newest = RestorePoint.newest(pipeline.checkpoints().resolve("checkpoints"))
                .orElseThrow()
                .folder();
        Path copy = folder.resolve("copy");
        Path target = copy.resolve(pipeline.checkpoints().relativize(newest));
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(newest)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
