package com.terrifictotes.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * What came of a comparison.
 *
 * @param snapshot when the state of totesys was taken that had to be in the copies, on its clock
 * @param cut up to which the copies were complete when they were read
 * @param tables one after the other
 */
public record Report(Instant snapshot, Instant cut, List<TableReport> tables) {

    public Report {
        tables = List.copyOf(tables);
    }

    /** How many keys of how many tables are wrong. */
    public long mismatches() {
        return tables.stream().mapToLong(TableReport::mismatches).sum();
    }

    /** Of how many keys nothing can be said. */
    public long unsettled() {
        return tables.stream().mapToLong(TableReport::unsettled).sum();
    }
}
