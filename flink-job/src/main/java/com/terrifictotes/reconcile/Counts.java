package com.terrifictotes.reconcile;

import com.terrifictotes.change.RowCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares how many rows of each table a cut saw with how many were known to be there by then: as many, or something went
 * wrong between the two. What is said of a cut is compared when all has been said of it.
 */
final class Counts {

    private final Map<String, OfTable> tables = new TreeMap<>();
    private long comparisons;

    /**
     * A comparison.
     *
     * @param seen in totesys
     * @param known here
     */
    record Finding(String table, long cut, long seen, long known) {

        boolean isMismatch() {
            return difference() != 0;
        }

        /** How many rows too many are known; too few, if it is negative. */
        long difference() {
            return known - seen;
        }
    }

    private static final class OfTable {
        private final TreeMap<Long, Long> seen = new TreeMap<>();
        private final TreeMap<Long, Long> more = new TreeMap<>();
        private long known;
        private long unsureBefore = Long.MIN_VALUE;
        private @Nullable Finding last;

        private long knownAt(long cut) {
            while (!more.isEmpty() && more.firstKey() <= cut) {
                known += more.pollFirstEntry().getValue();
            }
            return known;
        }
    }

    /** Takes a word down. */
    void told(RowCount count) {
        OfTable table = tables.computeIfAbsent(count.table(), name -> new OfTable());
        switch (count.kind()) {
            case SEEN -> table.seen.put(count.cut(), count.rows());
            case MORE_KNOWN -> table.more.merge(count.cut(), count.rows(), Long::sum);
            case UNSURE_BEFORE -> table.unsureBefore = Math.max(table.unsureBefore, count.cut());
        }
    }

    /**
     * All has been said of cuts up to that one.
     *
     * @return comparisons that came out otherwise than the one before, of the same table
     */
    List<Finding> complete(long cut) {
        List<Finding> news = new ArrayList<>();
        tables.forEach((name, table) -> {
            while (!table.seen.isEmpty() && table.seen.firstKey() <= cut) {
                compare(name, table, news);
            }
            table.knownAt(cut);
        });
        return news;
    }

    /** How often a table was compared. */
    long comparisons() {
        return comparisons;
    }

    /** The tables that differed when they were last compared, in alphabetical order. */
    List<String> mismatches() {
        List<String> names = new ArrayList<>();
        tables.forEach((name, table) -> {
            if (table.last != null && table.last.isMismatch()) {
                names.add(name);
            }
        });
        return names;
    }

    private void compare(String name, OfTable table, List<Finding> news) {
        Map.Entry<Long, Long> seen = table.seen.pollFirstEntry();
        long known = table.knownAt(seen.getKey());
        if (seen.getKey() < table.unsureBefore) {
            return;
        }
        Finding now = new Finding(name, seen.getKey(), seen.getValue(), known);
        comparisons++;
        if (now.difference() != (table.last == null ? 0 : table.last.difference())) {
            news.add(now);
        }
        table.last = now;
    }
}
