package com.terrifictotes.dimension;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a cut changes on one side of a joined dimension. */
final class SideChanges {

    private final Memory<Side> memory;
    private final SortedMap<Long, SideChange> changes = new TreeMap<>();

    private SideChanges(Memory<Side> memory) {
        this.memory = memory;
    }

    /** Applies changes of that side; of each row only the last one is of interest. */
    static SideChanges of(Memory<Side> memory, List<PendingSide> pending) throws Exception {
        SortedMap<Long, PendingSide> last = new TreeMap<>();
        for (PendingSide side : pending) {
            last.merge(side.key(), side, SideChanges::later);
        }
        SideChanges changes = new SideChanges(memory);
        for (PendingSide side : last.values()) {
            changes.apply(side.key(), side.side());
        }
        return changes;
    }

    private static PendingSide later(PendingSide one, PendingSide other) {
        return PendingSide.ORDER.compare(one, other) > 0 ? one : other;
    }

    private void apply(long key, @Nullable Side after) throws Exception {
        Side before = memory.recall(key);
        changes.put(key, new SideChange(before, after));
        if (after == null) {
            memory.forget(key);
        } else if (!Objects.equals(before, after)) {
            memory.keep(key, after);
        }
    }

    /** The rows that changed, by key. */
    Map<Long, SideChange> all() {
        return changes;
    }

    /** What happened to a row, which may be nothing. */
    SideChange of(long key) throws Exception {
        SideChange change = changes.get(key);
        if (change != null) {
            return change;
        }
        Side side = memory.recall(key);
        return new SideChange(side, side);
    }
}
