package com.terrifictotes.change;

import com.terrifictotes.catalog.ClosedCuts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many rows one subtask has come to know, cut by cut, since it told of it last; first of all those it began with. Rows
 * of later cuts may come before a watermark says that earlier ones are complete: so each counts for the cut it carries.
 *
 * <p>Nothing of it outlives the subtask. One that is restored begins with all rows it knows, some of which may be of a cut
 * that was never closed: that makes no difference at the cuts it closes itself, which are later.
 *
 * <p>Where a version is out of date, a row was there before the cut that it came to be known with: only chunks of a first
 * load are, and what they saw counts too late.
 */
final class UntoldCounts {

    private final Map<String, Map<Long, Long>> more = new HashMap<>();
    private final Map<String, Long> unsureBefore = new HashMap<>();

    /** A count of a subtask of before, of which there may be several for a table. */
    void restored(TableCount count) {
        add(count.table(), Long.MIN_VALUE, count.liveRows());
    }

    void changed(Change change) {
        switch (change.operation()) {
            case INSERT -> add(change.table(), change.version().cut(), 1);
            case DELETE -> add(change.table(), change.version().cut(), -1);
            case UPDATE -> {}
        }
    }

    /** @param known the cut with which its row came to be known */
    void outOfDate(String table, long known) {
        unsureBefore.merge(table, known, Math::max);
    }

    /** Tells all of it, and begins anew. */
    void tell(Consumer<RowCount> receiver) {
        unsureBefore.forEach((table, cut) -> receiver.accept(RowCount.unsureBefore(table, cut)));
        more.forEach(
                (table, cuts) -> cuts.forEach((cut, rows) -> receiver.accept(RowCount.moreKnown(table, cut, rows))));
        unsureBefore.clear();
        more.clear();
    }

    private void add(String table, long cut, long rows) {
        if (!table.equals(ClosedCuts.TABLE.name())) {
            more.computeIfAbsent(table, name -> new HashMap<>()).merge(cut, rows, Long::sum);
        }
    }
}
