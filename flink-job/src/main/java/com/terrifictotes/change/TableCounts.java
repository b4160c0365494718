package com.terrifictotes.change;

import com.terrifictotes.catalog.ClosedCuts;
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
        tally.liveRows.addAndGet(count.liveRows());
        tally.deletes.addAndGet(count.deletes());
    }

    /** From now on every table is told of. */
    void register(MetricGroup metrics) {
        group = metrics;
        tallies.forEach((table, tally) -> tally.register(metrics.addGroup("table", table)));
    }

    /** That of a table of totesys; what is counted of any other is told to nobody. */
    Tally of(String table) {
        Tally tally = tallies.get(table);
        return tally == null ? begin(table) : tally;
    }

    List<TableCount> all() {
        List<TableCount> counts = new ArrayList<>();
        tallies.forEach((table, tally) -> counts.add(tally.count(table)));
        return counts;
    }

    private Tally begin(String table) {
        Tally tally = new Tally();
        if (table.equals(ClosedCuts.TABLE.name())) {
            return tally;
        }
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
        private final AtomicLong liveRows = new AtomicLong();
        private final AtomicLong deletes = new AtomicLong();
        private @Nullable Counter rowsNew;
        private @Nullable Counter rowsReadAgain;

        /** A row version was a change. */
        void changed(Change change) {
            changes.incrementAndGet();
            if (change.number() == 1) {
                rows.incrementAndGet();
            }
            switch (change.operation()) {
                case INSERT -> liveRows.incrementAndGet();
                case DELETE -> {
                    liveRows.decrementAndGet();
                    deletes.incrementAndGet();
                }
                case UPDATE -> {}
            }
            increment(rowsNew);
        }

        /** A row version was known. */
        void readAgain() {
            increment(rowsReadAgain);
        }

        private TableCount count(String table) {
            return new TableCount(table, rows.get(), changes.get(), liveRows.get(), deletes.get());
        }

        private void register(MetricGroup metrics) {
            metrics.gauge("rows", rows::get);
            metrics.gauge("changes", changes::get);
            metrics.gauge("liveRows", liveRows::get);
            metrics.gauge("deletes", deletes::get);
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
