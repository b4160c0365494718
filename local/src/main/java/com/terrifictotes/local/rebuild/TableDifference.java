package com.terrifictotes.local.rebuild;

import java.util.List;

/**
 * How a table of the live warehouse and the rebuilt one differ.
 *
 * @param table its name
 * @param rows that are live
 * @param same in both
 * @param onlyLive keys that the rebuilt table does not have
 * @param onlyRebuilt keys that the live table does not have
 * @param different keys that both have, with other values
 * @param first some of the rows that differ, a sentence each
 */
public record TableDifference(
        String table, long rows, long same, long onlyLive, long onlyRebuilt, long different, List<String> first) {

    public TableDifference {
        first = List.copyOf(first);
    }

    /** Whether there is no difference. */
    public boolean isNone() {
        return onlyLive == 0 && onlyRebuilt == 0 && different == 0;
    }
}
