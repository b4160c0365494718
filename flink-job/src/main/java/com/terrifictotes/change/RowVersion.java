package com.terrifictotes.change;

import com.terrifictotes.catalog.Row;

/**
 * A row as one cut saw it, or that a cut did not see it any more.
 *
 * @param key which row
 * @param cut the instant of the cut, milliseconds since 1970-01-01 UTC on the source's clock
 * @param xid the id of the (sub)transaction that wrote this version, as {@code xmin} has it: 32 bits, unsigned;
 *     {@value #NOBODY} of a row that is gone
 * @param row its values; of a row that is gone, those of its primary key, all others NULL
 */
public record RowVersion(ChangeKey key, long cut, long xid, Row row) {

    /** The transaction that deleted a row leaves no trace of itself. */
    private static final long NOBODY = -1;

    /**
     * That a row which was there before is gone.
     *
     * @param cut the first that did not see it
     * @param row of the table's shape, with NULL wherever it is not of the primary key
     */
    public static RowVersion gone(ChangeKey key, long cut, Row row) {
        return new RowVersion(key, cut, NOBODY, row);
    }

    /** Whether the row is gone. */
    public boolean isGone() {
        return xid == NOBODY;
    }
}
