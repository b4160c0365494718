package com.terrifictotes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** A subtask of the feed, without a job around it. */
final class FeedSubtask implements AutoCloseable {

    static final int MAX_PARALLELISM = 128;

    private final FakeStream stream;
    private final KeyedOneInputStreamOperatorTestHarness<Integer, FeedRecord, Void> harness;
    private boolean isClosed;

    /** @param state that it is restored from; null if it begins anew */
    FeedSubtask(FakeStream stream, @Nullable OperatorSubtaskState state, int parallelism, int index) throws Exception {
        this.stream = stream;
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new FeedOperatorFactory(() -> stream),
                FeedRecord::lane,
                Types.INT,
                MAX_PARALLELISM,
                parallelism,
                index);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** Which subtask the changes of a row go to. */
    static int owner(String key, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                new FeedRecord(key, "").lane(), MAX_PARALLELISM, parallelism);
    }

    void take(String key, String json) throws Exception {
        harness.processElement(new StreamRecord<>(new FeedRecord(key, json)));
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        return harness.snapshot(checkpoint, checkpoint);
    }

    void complete(long checkpoint) throws Exception {
        harness.notifyOfCompletedCheckpoint(checkpoint);
    }

    void end() throws Exception {
        harness.endInput();
    }

    /** Does what other threads have asked the task to do. */
    void work() throws Exception {
        while (harness.getTaskMailbox().hasMail()) {
            harness.getTaskMailbox().take(0).run();
        }
    }

    /** Waits until the stream has taken these, and no others, and the task knows. */
    void awaitTaken(String... records) {
        await().pollInSameThread().untilAsserted(() -> {
            work();
            assertThat(stream.taken()).containsExactly(records);
        });
    }

    long waiting() {
        return ((FeedOperator) harness.getOperator()).waiting();
    }

    @Override
    public void close() throws Exception {
        if (!isClosed) {
            isClosed = true;
            harness.close();
        }
    }
}
