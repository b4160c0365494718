package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;

/**
 * One of the two rows of totesys that a row of a joined dimension is made of.
 *
 * @param shown the declared columns of this side, in their order
 * @param refersTo the key of the row looked up; of a row looked up, its own
 * @param createdAt see {@link RowTimes}
 * @param lastUpdated see {@link RowTimes}
 */
record Side(Row shown, long refersTo, long createdAt, long lastUpdated) {

    /** Whether the other one shows the same, and by way of the same row looked up. */
    boolean showsAs(Side other) {
        return refersTo == other.refersTo && shown.equals(other.shown);
    }
}
