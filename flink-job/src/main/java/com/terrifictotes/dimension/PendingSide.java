package com.terrifictotes.dimension;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A change of one side that waits until its cut is closed.
 *
 * @param isLookup whether it is a row looked up
 * @param key of the row
 * @param cut that saw it, milliseconds since 1970-01-01 UTC
 * @param number of the change
 * @param side the row; null if it is gone
 */
record PendingSide(
        boolean isLookup,
        long key,
        long cut,
        int number,
        @Nullable Side side) {

    /** In which order changes of a row happened. */
    static final Comparator<PendingSide> ORDER =
            Comparator.comparingLong(PendingSide::cut).thenComparingInt(PendingSide::number);
}
