package com.terrifictotes.change;

import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells row versions that are changes from those already known, by {@link ChangeRule}.
 *
 * <p>Per table it counts, as metrics {@code table.NAME.}{@code rows} (keys ever seen), {@code changes}, {@code
 * rowsNew} and {@code rowsReadAgain}; the first two outlive the job.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class ChangeDetector extends KeyedProcessFunction<ChangeKey, RowVersion, Change>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private final Set<String> names;

    private transient Receivers receivers;
    private transient ValueState<KnownRow> known;
    private transient ListState<TableCount> savedCounts;
    private transient TableCounts counts;

    /** @param receivers names of all that the changes go to, such as {@code raw zone}: they stay the same for ever */
    public ChangeDetector(Set<String> receivers) {
        this.names = Set.copyOf(receivers);
    }

    /** @throws IllegalStateException if a receiver has not had the changes so far */
    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        receivers = Receivers.of(names, context);
        savedCounts = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("table-counts", TableCountSerializer.INSTANCE));
        TableCounts restored = new TableCounts();
        for (TableCount count : savedCounts.get()) {
            restored.restore(count);
        }
        counts = restored;
    }

    @Override
    public void open(OpenContext context) {
        known = getRuntimeContext().getState(new ValueStateDescriptor<>("known-rows", ChangeTypes.KNOWN_ROW));
        counts.register(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RowVersion version, Context context, Collector<Change> out) throws Exception {
        KnownRow before = known.value();
        Fingerprint fingerprint = Fingerprint.of(version.row());
        switch (ChangeRule.judge(before, version, fingerprint)) {
            case CHANGED -> {
                KnownRow now = ChangeRule.next(before, version, fingerprint);
                known.update(now);
                counts.of(version.key().table()).changed(before == null);
                Operation operation = before == null ? Operation.INSERT : Operation.UPDATE;
                out.collect(new Change(operation, now.changes(), version));
            }
            case READ_AGAIN, OUT_OF_DATE -> counts.of(version.key().table()).readAgain();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        savedCounts.update(counts.all());
        receivers.save();
    }
}
