package com.terrifictotes.dimension;

/**
 * That one side of a row is another than before, and when it says it was updated.
 *
 * @param lastUpdated as it says now, see {@link RowTimes}
 * @param lastSeen as it said when it was last seen; {@link RowTimes#UNTOLD} if it never was
 */
record Update(long lastUpdated, long lastSeen) {

    /** When it happened: a silent update leaves {@code last_updated} as it was and has not told. */
    long instant(long cut) {
        return RowTimes.isBelievable(lastUpdated, cut) ? lastUpdated : cut;
    }

    /** Whether the row says so itself. */
    boolean isTold() {
        return lastUpdated > lastSeen;
    }
}
