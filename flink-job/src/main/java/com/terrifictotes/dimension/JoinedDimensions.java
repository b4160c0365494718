package com.terrifictotes.dimension;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.change.StarRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes versions of the dimensions that are made of two tables, see {@link Join}.
 *
 * <p>Changes wait until the watermark passes their cut, and are then applied closed cut by closed cut: what a cut that was
 * broken off had given out belongs to the next closed one, whose instant the versions have. Which cuts were closed is told
 * by the changes of {@link ClosedCuts}, not by the watermark alone: it may pass several at once, which must make no
 * difference. Where nobody tells, all that wait belong to the watermark; when a bounded job ends, to the greatest cut.
 *
 * <p>Per dimension it counts the metrics of {@link com.terrifictotes.change.StarOutput}.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class JoinedDimensions extends KeyedProcessFunction<String, Change, StarRow> {

    private static final long serialVersionUID = 1;

    /** No cut is as late: the watermark comes here when a source has ended. */
    private static final long BEHIND_ALL = Long.MAX_VALUE - 1;

    private static final Map<String, String> DIMENSIONS = JoinedTables.of(StarSchema.tables());

    private final List<TableSchema> source;

    private transient Map<String, JoinedDimension> dimensions;
    private transient ListState<PendingSide> pending;
    private transient ListState<Long> closed;

    /** @param source the tables of totesys, those included that no joined dimension is made of */
    public JoinedDimensions(List<TableSchema> source) {
        this.source = List.copyOf(source);
    }

    /** Gives out the changes of tables that joined dimensions are made of, and to each of these, which cuts are closed. */
    public static void addressed(Change change, Collector<Change> out) {
        if (DIMENSIONS.containsKey(change.table())) {
            out.collect(change);
        } else if (change.table().equals(ClosedCuts.TABLE.name())) {
            new TreeSet<>(DIMENSIONS.values()).forEach(dimension -> out.collect(to(dimension, change)));
        }
    }

    private static Change to(String dimension, Change change) {
        RowVersion version = change.version();
        ChangeKey key = ChangeKey.ofParts(dimension, version.key().bytes());
        return new Change(
                change.operation(), change.number(), new RowVersion(key, version.cut(), version.xid(), version.row()));
    }

    /**
     * The name of the dimension that an {@link #addressed} change goes to: its key.
     *
     * @throws IllegalArgumentException if it goes to none
     */
    public static String dimension(Change change) {
        String dimension = isOfClosedCut(change) ? change.table() : DIMENSIONS.get(change.table());
        if (dimension == null) {
            throw new IllegalArgumentException(
                    "Cannot join table: %s, expected one of %s".formatted(change.table(), DIMENSIONS.keySet()));
        }
        return dimension;
    }

    private static boolean isOfClosedCut(Change change) {
        return DIMENSIONS.containsValue(change.table());
    }

    @Override
    public void open(OpenContext context) {
        RuntimeContext runtime = getRuntimeContext();
        pending = runtime.getListState(new ListStateDescriptor<>("pending-sides", PendingSideSerializer.INSTANCE));
        closed = runtime.getListState(new ListStateDescriptor<>("closed-cuts", LongSerializer.INSTANCE));
        dimensions = new HashMap<>();
        JoinMemory memory = memory(runtime);
        JoinQuarantine quarantine = quarantine(runtime);
        for (StarTable star : StarSchema.tables()) {
            joined(star, memory, quarantine, runtime).ifPresent(dimension -> dimensions.put(star.name(), dimension));
        }
    }

    private static JoinMemory memory(RuntimeContext runtime) {
        return new JoinMemory(
                StateMemory.of(runtime, "sources", SideSerializer.INSTANCE),
                StateMemory.of(runtime, "lookups", SideSerializer.INSTANCE),
                StateMemory.of(runtime, "members", MembersSerializer.INSTANCE),
                StateMemory.of(runtime, "versions", VersionSerializer.INSTANCE));
    }

    private static JoinQuarantine quarantine(RuntimeContext runtime) {
        return new JoinQuarantine(
                StateMemory.of(runtime, "quarantined-sources", BooleanSerializer.INSTANCE),
                StateMemory.of(runtime, "quarantined-lookups", BooleanSerializer.INSTANCE));
    }

    private Optional<JoinedDimension> joined(
            StarTable star, JoinMemory memory, JoinQuarantine quarantine, RuntimeContext runtime) {
        return star.lookup()
                .flatMap(lookup -> table(lookup.table()))
                .flatMap(lookup -> table(star.source())
                        .map(from ->
                                JoinedDimension.of(star, from, lookup, memory, quarantine, runtime.getMetricGroup())));
    }

    private Optional<TableSchema> table(String name) {
        return source.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    @Override
    public void processElement(Change change, Context context, Collector<StarRow> out) throws Exception {
        if (isOfClosedCut(change)) {
            closed.add(change.version().cut());
            wakeAt(change.version().cut(), context.timerService());
            return;
        }
        Optional<PendingSide> side = dimension(context.getCurrentKey()).read(change, out);
        if (side.isPresent()) {
            pending.add(side.get());
            wakeAt(side.get().cut(), context.timerService());
        }
    }

    /**
     * Instants of cuts only grow, and of keys that only grow RocksDB makes a file with each checkpoint that it never merges
     * with another: each is moved, as it is, behind the one before. So a key behind all of them comes and goes with each.
     */
    private static void wakeAt(long cut, TimerService timers) {
        timers.registerEventTimeTimer(BEHIND_ALL);
        timers.registerEventTimeTimer(cut);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<StarRow> out) throws Exception {
        context.timerService().deleteEventTimeTimer(BEHIND_ALL);
        long watermark = context.timerService().currentWatermark();
        JoinedDimension dimension = dimension(context.getCurrentKey());
        for (long cut : closedUpTo(watermark)) {
            List<PendingSide> due = takeUpTo(cut);
            if (!due.isEmpty()) {
                dimension.close(cut, due, out);
            }
        }
        List<PendingSide> rest = takeUpTo(watermark);
        if (!rest.isEmpty()) {
            dimension.close(cut(watermark, rest), rest, out);
        }
    }

    /** All cuts are due with the first timer of a watermark; the others of the same watermark find nothing. */
    private SortedSet<Long> closedUpTo(long watermark) throws Exception {
        SortedSet<Long> due = new TreeSet<>();
        List<Long> later = new ArrayList<>();
        for (long cut : closed.get()) {
            (cut <= watermark ? due : later).add(cut);
        }
        if (!due.isEmpty()) {
            closed.update(later);
        }
        return due;
    }

    private List<PendingSide> takeUpTo(long instant) throws Exception {
        List<PendingSide> due = new ArrayList<>();
        List<PendingSide> later = new ArrayList<>();
        for (PendingSide side : pending.get()) {
            (side.cut() <= instant ? due : later).add(side);
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
