package com.terrifictotes.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Counts per table, as metrics and as state. Used by the task's thread; metrics are read by others. */
final class TableCounts {

    private final Map<String, Tally> tallies = new HashMap<>();
    private @Nullable MetricGroup group;

    /** Takes up a count of a subtask of before, of which there may be several for a table. */
    void restore(TableCount count) {
        Tally tally = of(count.table());
        tally.rows.addAndGet(count.rows());
        tally.changes.addAndGet(count.changes());
    }

    /** From now on every table is told of. */
    void register(MetricGroup metrics) {
        group = metrics;
        tallies.forEach((table, tally) -> tally.register(metrics.addGroup("table", table)));
    }

    Tally of(String table) {
        Tally tally = tallies.get(table);
        return tally == null ? begin(table) : tally;
    }

    List<TableCount> all() {
        List<TableCount> counts = new ArrayList<>();
        tallies.forEach((table, tally) -> counts.add(new TableCount(table, tally.rows.get(), tally.changes.get())));
        return counts;
    }

    private Tally begin(String table) {
        Tally tally = new Tally();
        tallies.put(table, tally);
        if (group != null) {
            tally.register(group.addGroup("table", table));
        }
        return tally;
    }

    /** The counts of one table. */
    static final class Tally {
        private final AtomicLong rows = new AtomicLong();
        private final AtomicLong changes = new AtomicLong();
        private @Nullable Counter rowsNew;
        private @Nullable Counter rowsReadAgain;

        /** A row version was a change, of a key seen for the first time or not. */
        void changed(boolean isFirst) {
            changes.incrementAndGet();
            if (isFirst) {
                rows.incrementAndGet();
            }
            increment(rowsNew);
        }

        /** A row version was known. */
        void readAgain() {
            increment(rowsReadAgain);
        }

        private void register(MetricGroup metrics) {
            metrics.gauge("rows", rows::get);
            metrics.gauge("changes", changes::get);
            rowsNew = metrics.counter("rowsNew");
            rowsReadAgain = metrics.counter("rowsReadAgain");
        }

        private static void increment(@Nullable Counter counter) {
            if (counter != null) {
                counter.inc();
            }
        }
    }
}
