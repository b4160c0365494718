package com.terrifictotes.feed;

import com.terrifictotes.feed.Sender.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps changes until their checkpoint is complete, then sends them. Keyed by lane. It never waits for the stream, but at
 * the end of a bounded job: then all has to be sent.
 */
final class FeedOperator extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<FeedRecord, Void>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    private final FeedStream.Opening opening;
    private final transient MailboxExecutor mailbox;
    private transient @Nullable StateShelf shelf;
    private transient @Nullable Outbox outbox;
    private transient @Nullable Sender sender;
    private transient @Nullable Counter records;
    private transient @Nullable Counter retries;
    private transient boolean isSending;
    private transient boolean hasEnded;

    FeedOperator(StreamOperatorParameters<Void> parameters, FeedStream.Opening opening) {
        super(parameters);
        this.opening = opening;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        shelf = new StateShelf(context.getKeyedStateStore(), this::setCurrentKey);
        outbox = new Outbox(shelf, shelf.lanes(ownLanes()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup metrics = getMetricGroup();
        records = metrics.counter("feedRecords");
        retries = metrics.counter("feedRetries");
        metrics.gauge("feedBacklog", this::waiting);
        sender = new Sender(opening.open());
        sendNext();
    }

    @Override
    public void processElement(StreamRecord<FeedRecord> element) throws Exception {
        outbox().add(element.getValue());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        Objects.requireNonNull(shelf).save(outbox().lanes());
        outbox().begin(context.getCheckpointId());
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        super.notifyCheckpointComplete(checkpoint);
        outbox().complete(checkpoint);
        sendNext();
        if (hasEnded && outbox().isSettled()) {
            awaitAllSent();
        }
    }

    @Override
    public void endInput() {
        hasEnded = true;
    }

    @Override
    public void close() throws Exception {
        if (sender != null) {
            sender.close();
        }
        super.close();
    }

    /** Changes that are not sent yet. */
    long waiting() {
        return outbox().waiting();
    }

    private void awaitAllSent() throws InterruptedException {
        while (outbox().waiting() > 0) {
            mailbox.yield();
        }
    }

    private void sendNext() throws Exception {
        List<Letter> batch = isSending ? List.of() : outbox().next();
        if (!batch.isEmpty()) {
            isSending = true;
            Objects.requireNonNull(sender)
                    .send(batch, outcome -> mailbox.execute(() -> sent(outcome), "changes were sent"));
        }
    }

    private void sent(Outcome outcome) throws Exception {
        isSending = false;
        RuntimeException failure = outcome.failure();
        if (failure != null) {
            throw failure;
        }
        for (Letter letter : outcome.taken()) {
            outbox().sent(letter);
        }
        Objects.requireNonNull(records).inc(outcome.taken().size());
        Objects.requireNonNull(retries).inc(outcome.again());
        sendNext();
    }

    private Iterable<Integer> ownLanes() {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        return IntStream.range(0, Lane.COUNT)
                .filter(lane -> KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                lane, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
                        == task.getIndexOfThisSubtask())
                .boxed()
                .toList();
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox);
    }
}
