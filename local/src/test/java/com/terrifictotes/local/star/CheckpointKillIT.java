package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.steps.CheckpointSteps;
import com.terrifictotes.local.steps.Probes;
import com.terrifictotes.local.steps.Trap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tasks are killed at every step of a checkpoint: a first checkpoint tells which steps there are, then each of them is
 * the last one of a checkpoint that has new rows in all sinks.
 *
 * <p>{@code -Dsteps.parallelism=2} has the steps of more subtasks, {@code -Dsteps.only=publish} only those with that text.
 */
class CheckpointKillIT {

    private static final int PARALLELISM = Integer.getInteger("steps.parallelism", 1);
    private static final String ONLY = System.getProperty("steps.only", "");
    private static final int STEPS_TO_A_LOOK = 10;

    /** What a checkpoint is made of, whatever the operators: of whom and which time is left out. */
    private static final List<String> KINDS = List.of(
            "before the trigger",
            "before the snapshot of the enumerator",
            "after the snapshot of the enumerator",
            "before the preparation of a sink",
            "before the snapshot of an operator",
            "before a task reports its snapshot",
            "before an acknowledgement",
            "before the checkpoint is written down",
            "before the checkpoint counts",
            "when the checkpoint counts",
            "before anybody is notified",
            "when everybody is being notified",
            "before the notification of an operator",
            "before a file of raw zone: Committer",
            "before a file of processed zone: Committer",
            "before the publish",
            "after the publish");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;
    private StarProof proof;
    private Publishes publishes;
    private ObservedJob job;
    private int trades;

    @BeforeAll
    static void weave() {
        Probes.weave();
    }

    @BeforeEach
    void load() throws Exception {
        Configuration byHand = new Configuration();
        byHand.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
        pipeline = StarPipeline.in(folder).configured(byHand);
        proof = new StarProof(pipeline);
        publishes = new Publishes(pipeline);
        job = new ObservedJob(pipeline::start);
        job.start(PARALLELISM);
        catchUp();
    }

    @AfterEach
    void stop() {
        CheckpointSteps.setNoTrap();
        job.close();
        pipeline.close();
    }

    @Test
    void killedAtAnyStepOfACheckpointNothingIsLostAndNothingTwice() throws Exception {
        List<String> steps = steps();
        requireAllKinds(steps);
        for (int i = 0; i < steps.size(); i++) {
            killAt(steps.get(i));
            if (i % STEPS_TO_A_LOOK == 0) {
                requireNothingTwice(steps.get(i));
            }
        }
        catchUp();
        job.stop();
        proof.requireAll(job.cuts().survivors());
        System.out.printf("killed at %d steps of a checkpoint:%n  %s%n", steps.size(), String.join("\n  ", steps));
    }

    private List<String> steps() throws Exception {
        trade();
        CheckpointSteps.forget();
        checkpoint();
        return CheckpointSteps.seen().stream()
                .filter(step -> step.contains(ONLY))
                .toList();
    }

    private static void requireAllKinds(List<String> steps) {
        if (ONLY.isEmpty()) {
            assertThat(steps.stream().map(CheckpointKillIT::kind).distinct())
                    .containsExactlyInAnyOrderElementsOf(KINDS);
        } else {
            assertThat(steps).isNotEmpty();
        }
    }

    private static String kind(String step) {
        String name = step.replaceFirst(" #\\d+$", "");
        return KINDS.contains(name)
                ? name
                : name.replaceFirst("preparation of .*", "preparation of a sink")
                        .replaceFirst("(snapshot|notification) of .*", "$1 of an operator");
    }

    /** Tasks that begin again commit what is left to them, too: nobody waits for that. */
    private void killAt(String step) throws Exception {
        trade();
        job.job().awaitTasks();
        Trap trap = CheckpointSteps.trapAt(step);
        job.job().beginCheckpoint();
        kill(step, trap);
    }

    /** A thread of a task is interrupted at its step; one of the JobManager goes on when the tasks are gone. */
    private void kill(String step, Trap trap) throws Exception {
        assertThat(trap.isReachedWithin(PATIENCE_SECONDS))
                .as("reached: %s", step)
                .isTrue();
        job.job().loseTaskManager();
        trap.open();
        job.wasSetBackTo(Long.MIN_VALUE);
        await("the job after its end " + step)
                .atMost(PATIENCE)
                .until(() -> job.job().isRunning());
    }

    /** Rows for every sink, all of them on their way when this returns. */
    private void trade() throws Exception {
        trades++;
        pipeline.totesys()
                .execute(String.join(
                        ";",
                        Orders.sale(3, 7, 9),
                        "UPDATE sales_order SET agreed_delivery_date = '%d-02-03' WHERE sales_order_id = 1"
                                .formatted(2030 + trades),
                        "UPDATE department SET department_name = 'Sales %d' WHERE department_id = 2".formatted(trades),
                        "UPDATE address SET city = 'Hull %d' WHERE address_id = 5".formatted(trades)));
        job.awaitCutAfter(System.currentTimeMillis());
    }

    private void checkpoint() {
        long before = job.job().checkpoints();
        long cut = job.cuts().latest();
        job.job().beginCheckpoint();
        await("a checkpoint").atMost(PATIENCE).until(() -> job.job().checkpoints() > before);
        publishes.awaitCompleteTo(cut);
    }

    private void catchUp() {
        job.awaitCutAfter(System.currentTimeMillis());
        checkpoint();
    }

    /** Whatever the state of things is just now. */
    private void requireNothingTwice(String step) throws Exception {
        try (StarLake lake = StarLake.of(pipeline)) {
            assertThat(lake.doubled()).as("twice in the lake, killed %s", step).isEmpty();
        }
        proof.requireInvariants();
    }
}
