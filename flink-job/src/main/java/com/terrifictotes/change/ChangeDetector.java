package com.terrifictotes.change;

import com.terrifictotes.catalog.TableSchema;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Tells row versions that are changes from those already known, by {@link ChangeRule}. Keyed by {@link ChangeKey#block()}.
 *
 * <p>Per table it counts, as metrics {@code table.NAME.}{@code rows} (keys ever seen), {@code liveRows} (those whose row
 * is there), {@code changes}, {@code deletes}, {@code rowsNew} and {@code rowsReadAgain}; the first four outlive the job.
 *
 * <p>{@link #COUNTS} has how many rows are there, cut by cut, and what the cuts counted themselves; {@link ChangeOperator}
 * says when.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class ChangeDetector extends KeyedProcessFunction<ChangeKey, RowVersion, Change>
        implements CheckpointedFunction, BlockOperator.Leaving {

    /** Whatever is known of how many rows there are: behind that of all subtasks comes the watermark it is complete with. */
    public static final OutputTag<RowCount> COUNTS = new OutputTag<>("counts", ChangeTypes.ROW_COUNT);

    private static final long serialVersionUID = 1;

    private final Set<String> names;
    private final List<TableSchema> tables;

    private transient Receivers receivers;
    private transient BlockState<KnownRow> known;
    private transient ListState<TableCount> savedCounts;
    private transient TableCounts counts;
    private transient UntoldCounts untold;
    private transient Contents contents;

    /**
     * A detector.
     *
     * @param receivers names of all that the changes go to, such as {@code raw zone}: they stay the same for ever
     * @param tables of totesys, as the rows have them
     */
    public ChangeDetector(Set<String> receivers, List<TableSchema> tables) {
        this.names = Set.copyOf(receivers);
        this.tables = List.copyOf(tables);
    }

    /** @throws IllegalStateException if a receiver has not had the changes so far */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        receivers = Receivers.of(names, context);
        savedCounts = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("table-counts", TableCountSerializer.INSTANCE));
        TableCounts restored = new TableCounts();
        UntoldCounts begun = new UntoldCounts();
        for (TableCount count : savedCounts.get()) {
            restored.restore(count);
            begun.restored(count);
        }
        counts = restored;
        untold = begun;
    }

    @Override
    public void open(OpenContext context) {
        known = BlockState.of(getRuntimeContext(), "known-rows", KnownRowsSerializer.INSTANCE);
        contents = new Contents(tables);
        counts.register(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RowVersion version, Context context, Collector<Change> out) throws Exception {
        if (RowCount.isIn(version)) {
            context.output(COUNTS, RowCount.of(version));
        } else {
            detect(version, out);
        }
    }

    /** Tells what is known of how many rows there are and was not told yet, before a watermark goes on. */
    void tellCounts(Consumer<RowCount> receiver) {
        untold.tell(receiver);
    }

    private void detect(RowVersion version, Collector<Change> out) throws Exception {
        KnownRow before = known.of(version.key());
        Fingerprint fingerprint = contents.fingerprint(before, version);
        switch (ChangeRule.judge(before, version, fingerprint)) {
            case INSERTED -> change(Operation.INSERT, ChangeRule.next(before, version, fingerprint), version, out);
            case UPDATED -> change(Operation.UPDATE, ChangeRule.next(before, version, fingerprint), version, out);
            case DELETED -> change(Operation.DELETE, ChangeRule.next(before, version, fingerprint), version, out);
            case NEVER_SEEN -> known.keep(version.key(), KnownRow.neverSeen(version.cut()));
            case READ_AGAIN -> counts.of(version.key().table()).readAgain();
            case OUT_OF_DATE -> outOfDate(Objects.requireNonNull(before), version);
        }
    }

    private void outOfDate(KnownRow before, RowVersion version) {
        String table = version.key().table();
        counts.of(table).readAgain();
        untold.outOfDate(table, before.cut());
    }

    private void change(Operation operation, KnownRow now, RowVersion version, Collector<Change> out) throws Exception {
        known.keep(version.key(), now);
        Change change = new Change(operation, now.changes(), version);
        counts.of(change.table()).changed(change);
        untold.changed(change);
        out.collect(change);
    }

    @Override
    public void leaveBlock() throws IOException {
        known.leave();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        savedCounts.update(counts.all());
        receivers.save();
    }
}
