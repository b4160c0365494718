package com.terrifictotes.dimension;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.StarRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes versions of the dimensions that are made of two tables, see {@link Join}.
 *
 * <p>Changes wait until the watermark passes their cut, and all that wait are then applied together: what a cut that was
 * broken off had given out belongs to the next closed one. The instant of the versions is that watermark; when a bounded
 * job ends, the greatest cut.
 *
 * <p>Per dimension it counts the metrics of {@link com.terrifictotes.change.StarOutput}.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class JoinedDimensions extends KeyedProcessFunction<String, Change, StarRow> {

    private static final long serialVersionUID = 1;

    private static final Map<String, String> DIMENSIONS = JoinedTables.of(StarSchema.tables());

    private final List<TableSchema> source;

    private transient Map<String, JoinedDimension> dimensions;
    private transient ListState<PendingSide> pending;

    /** @param source the tables of totesys, those included that no joined dimension is made of */
    public JoinedDimensions(List<TableSchema> source) {
        this.source = List.copyOf(source);
    }

    /** Whether a joined dimension is made of the change's table. */
    public static boolean isMadeOf(Change change) {
        return DIMENSIONS.containsKey(change.table());
    }

    /**
     * The name of the dimension that is made of the change's table: the key of the change.
     *
     * @throws IllegalArgumentException if {@link #isMadeOf none is}
     */
    public static String dimension(Change change) {
        String dimension = DIMENSIONS.get(change.table());
        if (dimension == null) {
            throw new IllegalArgumentException(
                    "Cannot join table: %s, expected one of %s".formatted(change.table(), DIMENSIONS.keySet()));
        }
        return dimension;
    }

    @Override
    public void open(OpenContext context) {
        RuntimeContext runtime = getRuntimeContext();
        pending = runtime.getListState(new ListStateDescriptor<>("pending-sides", PendingSideSerializer.INSTANCE));
        dimensions = new HashMap<>();
        JoinMemory memory = memory(runtime);
        for (StarTable star : StarSchema.tables()) {
            joined(star, memory, runtime).ifPresent(dimension -> dimensions.put(star.name(), dimension));
        }
    }

    private static JoinMemory memory(RuntimeContext runtime) {
        return new JoinMemory(
                StateMemory.of(runtime, "sources", SideSerializer.INSTANCE),
                StateMemory.of(runtime, "lookups", SideSerializer.INSTANCE),
                StateMemory.of(runtime, "members", MembersSerializer.INSTANCE),
                StateMemory.of(runtime, "versions", VersionSerializer.INSTANCE));
    }

    private Optional<JoinedDimension> joined(StarTable star, JoinMemory memory, RuntimeContext runtime) {
        return star.lookup()
                .flatMap(lookup -> table(lookup.table()))
                .flatMap(lookup -> table(star.source())
                        .map(from -> JoinedDimension.of(star, from, lookup, memory, runtime.getMetricGroup())));
    }

    private Optional<TableSchema> table(String name) {
        return source.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    @Override
    public void processElement(Change change, Context context, Collector<StarRow> out) throws Exception {
        Optional<PendingSide> side = dimension(context.getCurrentKey()).read(change, out);
        if (side.isPresent()) {
            pending.add(side.get());
            context.timerService().registerEventTimeTimer(side.get().cut());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<StarRow> out) throws Exception {
        long watermark = context.timerService().currentWatermark();
        List<PendingSide> due = takeUpTo(watermark);
        if (!due.isEmpty()) {
            dimension(context.getCurrentKey()).close(cut(watermark, due), due, out);
        }
    }

    /** All that wait are due with the first timer of a watermark; the others of the same watermark find nothing. */
    private List<PendingSide> takeUpTo(long watermark) throws Exception {
        List<PendingSide> due = new ArrayList<>();
        List<PendingSide> later = new ArrayList<>();
        for (PendingSide side : pending.get()) {
            (side.cut() <= watermark ? due : later).add(side);
        }
        if (!due.isEmpty()) {
            pending.update(later);
        }
        return due;
    }

    private static long cut(long watermark, List<PendingSide> due) {
        return watermark == Long.MAX_VALUE
                ? due.stream().mapToLong(PendingSide::cut).max().orElseThrow()
                : watermark;
    }

    private JoinedDimension dimension(String name) {
        JoinedDimension dimension = dimensions.get(name);
        if (dimension == null) {
            throw new IllegalStateException(
                    "Cannot join dimension: %s, expected one of %s".formatted(name, dimensions.keySet()));
        }
        return dimension;
    }
}
