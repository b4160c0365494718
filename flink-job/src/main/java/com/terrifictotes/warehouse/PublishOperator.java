package com.terrifictotes.warehouse;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes one {@link Publish} of each checkpoint: there is one such operator, behind all writers. What a checkpoint's
 * writers say arrives before its barrier, and so does the watermark that covers the rows they staged.
 *
 * <pre>
 *   writer ─┐
 *   writer ─┼─► publish (one) ─► committer (the first)
 *   writer ─┘
 * </pre>
 */
final class PublishOperator extends AbstractStreamOperator<CommittableMessage<Publish>>
        implements OneInputStreamOperator<CommittableMessage<Staged>, CommittableMessage<Publish>>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    private static final ListStateDescriptor<String> LAST =
            new ListStateDescriptor<>("last-publish", StringSerializer.INSTANCE);

    private static final int COMMITTER = 0;

    private final LedgerWatch watch;
    private transient @Nullable Assembly assembly;
    private transient @Nullable ListState<String> last;
    private transient long checkpoint;

    /** @param watch is asked when the job begins, and before each checkpoint that has rows */
    PublishOperator(LedgerWatch watch) {
        this.watch = watch;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        Assembly restored = new Assembly(UUID::randomUUID);
        ListState<String> state = context.getOperatorStateStore().getListState(LAST);
        for (String id : state.get()) {
            restored.follow(UUID.fromString(id));
        }
        OptionalLong restoredCheckpoint = context.getRestoredCheckpointId();
        checkpoint = restoredCheckpoint.orElse(0);
        assembly = restored;
        last = state;
    }

    @Override
    public void open() throws Exception {
        super.open();
        watch.requireUnchallenged(assembly().lineage());
    }

    @Override
    public void processElement(StreamRecord<CommittableMessage<Staged>> element) {
        if (element.getValue() instanceof CommittableWithLineage<Staged> staged) {
            assembly().add(staged.getCommittable());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // The last one of a source that has ended: it says that nothing more comes, not how far things are.
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            assembly().completeTo(mark.getTimestamp());
        }
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        checkpoint = checkpointId;
        if (assembly().hasBatches()) {
            watch.requireUnchallenged(assembly().lineage());
        }
        emit();
    }

    @Override
    public void endInput() {
        checkpoint++;
        emit();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        UUID previous = assembly().previous();
        last().clear();
        if (previous != null) {
            last().add(previous.toString());
        }
    }

    private void emit() {
        Optional<Publish> next = assembly().next();
        if (next.isPresent()) {
            emit(new CommittableSummary<>(COMMITTER, 1, checkpoint, 1, 0));
            emit(new CommittableWithLineage<>(next.get(), checkpoint, COMMITTER));
        }
    }

    private void emit(CommittableMessage<Publish> message) {
        output.collect(new StreamRecord<>(message));
    }

    private Assembly assembly() {
        return Objects.requireNonNull(assembly);
    }

    private ListState<String> last() {
        return Objects.requireNonNull(last);
    }
}
