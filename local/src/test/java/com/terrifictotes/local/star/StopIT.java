package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.steps.CheckpointSteps;
import com.terrifictotes.local.steps.Probes;
import com.terrifictotes.local.steps.Trap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job is told to stop, and its tasks are lost on the way. */
class StopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;

    @BeforeAll
    static void weave() {
        Probes.weave();
    }

    @BeforeEach
    void startServers() throws Exception {
        Configuration byHand = new Configuration();
        byHand.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
        pipeline = StarPipeline.in(folder).configured(byHand);
    }

    @AfterEach
    void stopServer() {
        CheckpointSteps.setNoTrap();
        pipeline.close();
    }

    @Test
    void tasksLostDuringTheSavepointAreAwaitedAndTheStopIsAskedForAgain() throws Exception {
        try (FragileJob job = pipeline.start(2)) {
            job.awaitTasks();
            Trap trap = CheckpointSteps.trapAt("before the snapshot of changes");
            FutureTask<Void> stop = new FutureTask<>(job::stop, null);
            new Thread(stop, "stop").start();
            assertThat(trap.isReachedWithin(PATIENCE.toSeconds())).isTrue();
            job.loseTaskManager();

            stop.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(job.hasEnded()).isTrue();
            assertThat(job.failure()).isEmpty();
        }
        try (FragileJob next = pipeline.start(1)) {
            await("a job that carries on from the savepoint").atMost(PATIENCE).until(() -> next.restores() == 1);
        }
    }
}
