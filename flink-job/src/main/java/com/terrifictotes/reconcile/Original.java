package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row as a snapshot of totesys has it.
 *
 * @param row its values
 * @param xid of the transaction that wrote it
 * @param otherXid of the transaction that wrote the row it refers to, if it is shown together with one
 * @param expectation what a copy has to show
 */
record Original(Key key, Row row, long xid, long otherXid, Expectation expectation) {

    /** What is written for {@code otherXid} if there is no other row. */
    static final long NO_OTHER = -1;

    /**
     * Whether nothing was written between the two snapshots that have these: whatever was seen between them has the same
     * row. Every write leaves the id of its own transaction.
     */
    static boolean isSameVersion(@Nullable Original one, @Nullable Original other) {
        return one != null && one.equals(other);
    }
}
