package com.terrifictotes.reconcile;

import com.terrifictotes.reconcile.Difference.Kind;
import java.util.List;
import java.util.Map;

/**
 * What came of the comparison of one table.
 *
 * @param copy it is a table of
 * @param table its name there
 * @param totesys rows that a snapshot of totesys says have to be there, those in quarantine included
 * @param shown rows the copy has
 * @param quarantined rows that do not fit, and are in quarantine
 * @param wrong keys by what is wrong with them; kinds that no key has are not in it
 * @param columns in how many of the different rows each column differs; those that never do are not in it
 * @param unsettled keys of which nothing can be said: they changed whenever they were looked at, or were too many to be
 *     looked at again
 * @param first the first differences, in no order
 */
public record TableReport(
        Copy copy,
        String table,
        long totesys,
        long shown,
        long quarantined,
        Map<Kind, Long> wrong,
        Map<String, Long> columns,
        long unsettled,
        List<Difference> first) {

    public TableReport {
        wrong = Map.copyOf(wrong);
        columns = Map.copyOf(columns);
        first = List.copyOf(first);
    }

    /** How many keys are wrong. */
    public long mismatches() {
        return wrong.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many keys are wrong in that way. */
    public long wrong(Kind kind) {
        return wrong.getOrDefault(kind, 0L);
    }
}
