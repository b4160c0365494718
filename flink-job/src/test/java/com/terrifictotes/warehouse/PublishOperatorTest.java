package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishOperatorTest {

    private static final long EIGHT = 8_000;

    @Test
    void aCheckpointHasOnePublishWithItsNumber() throws Exception {
        try (var operator = harness(null)) {
            say(operator, 0, new Staged(3L, 5));
            say(operator, 1, new Staged(4L, 6));
            operator.processWatermark(EIGHT);
            operator.prepareSnapshotPreBarrier(17);

            assertThat(summaries(operator)).containsExactly(new CommittableSummary<>(0, 1, 17, 1, 0));
            assertThat(publishes(operator)).hasSize(1);
            Publish publish = publishes(operator).get(0);
            assertThat(publish.batches()).containsExactly(3L, 4L);
            assertThat(publish.completeTo()).isEqualTo(EIGHT);
            assertThat(publish.sweepBelow()).isEqualTo(5);
        }
    }

    @Test
    void aCheckpointWithNothingNewHasNone() throws Exception {
        try (var operator = harness(null)) {
            say(operator, 0, new Staged(null, 5));
            operator.prepareSnapshotPreBarrier(17);

            assertThat(publishes(operator)).isEmpty();
            assertThat(summaries(operator)).isEmpty();
        }
    }

    @Test
    void theEndOfTheInputBelongsToTheNextCheckpoint() throws Exception {
        try (var operator = harness(null)) {
            operator.processWatermark(EIGHT);
            operator.prepareSnapshotPreBarrier(17);
            say(operator, 0, new Staged(3L, 5));
            operator.processWatermark(Watermark.MAX_WATERMARK);
            operator.endInput();
            operator.prepareSnapshotPreBarrier(18);

            assertThat(summaries(operator))
                    .containsExactly(
                            new CommittableSummary<>(0, 1, 17, 1, 0), new CommittableSummary<>(0, 1, 18, 1, 0));
            assertThat(publishes(operator)).extracting(Publish::completeTo).containsExactly(EIGHT, EIGHT);
        }
    }

    @Test
    void theChainGoesOnBehindTheCheckpoint() throws Exception {
        OperatorSubtaskState checkpoint;
        Publish last;
        try (var operator = harness(null)) {
            operator.processWatermark(EIGHT);
            operator.prepareSnapshotPreBarrier(17);
            checkpoint = operator.snapshot(17, 1);
            last = publishes(operator).get(0);
            operator.processWatermark(EIGHT + 1);
            operator.prepareSnapshotPreBarrier(18);
        }
        try (var operator = harness(checkpoint)) {
            say(operator, 0, new Staged(9L, 10));
            operator.prepareSnapshotPreBarrier(18);

            assertThat(publishes(operator).get(0).previous()).isEqualTo(last.id());
        }
    }

    @Test
    void aJobThatIsChallengedPromisesNoRows() throws Exception {
        LedgerWatch challenged = own -> {
            if (own.publishes().size() == 1) {
                throw new RefusedPublishException("challenged");
            }
        };
        try (var operator = harness(null, challenged)) {
            say(operator, 0, new Staged(3L, 5));
            operator.prepareSnapshotPreBarrier(17);
            operator.processWatermark(EIGHT);
            operator.prepareSnapshotPreBarrier(18);
            assertThat(publishes(operator)).as("nobody is asked without rows").hasSize(2);
        }
        try (var operator = harness(null, challenged)) {
            say(operator, 0, new Staged(3L, 5));
            operator.prepareSnapshotPreBarrier(17);
            say(operator, 0, new Staged(4L, 6));
            assertThatThrownBy(() -> operator.prepareSnapshotPreBarrier(18)).hasMessage("challenged");
            assertThat(publishes(operator)).hasSize(1);
        }
    }

    private static OneInputStreamOperatorTestHarness<CommittableMessage<Staged>, CommittableMessage<Publish>> harness(
            @Nullable OperatorSubtaskState state) throws Exception {
        return harness(state, own -> {});
    }

    private static OneInputStreamOperatorTestHarness<CommittableMessage<Staged>, CommittableMessage<Publish>> harness(
            @Nullable OperatorSubtaskState state, LedgerWatch watch) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<CommittableMessage<Staged>, CommittableMessage<Publish>>(
                new PublishOperator(watch));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static void say(
            OneInputStreamOperatorTestHarness<CommittableMessage<Staged>, ?> operator, int writer, Staged staged)
            throws Exception {
        operator.processElement(new StreamRecord<>(new CommittableSummary<>(writer, 2, 1, 1, 0)));
        operator.processElement(new StreamRecord<>(new CommittableWithLineage<>(staged, 1, writer)));
    }

    private static List<Publish> publishes(OneInputStreamOperatorTestHarness<?, CommittableMessage<Publish>> operator) {
        List<Publish> publishes = new ArrayList<>();
        for (CommittableMessage<Publish> message : operator.extractOutputValues()) {
            if (message instanceof CommittableWithLineage<Publish> publish) {
                publishes.add(publish.getCommittable());
            }
        }
        return publishes;
    }

    private static List<CommittableMessage<Publish>> summaries(
            OneInputStreamOperatorTestHarness<?, CommittableMessage<Publish>> operator) {
        return operator.extractOutputValues().stream()
                .filter(CommittableSummary.class::isInstance)
                .toList();
    }
}
