package com.terrifictotes.source;

/**
 * How far one table is read.
 *
 * @param incarnation of the table when it was read, see
 *     {@link com.terrifictotes.catalog.TableSchema#incarnation()}
 * @param fence of the last complete reading: every row version from before it is known
 * @param completeAt the instant of the cut that read it, milliseconds
 */
record TableProgress(String incarnation, long fence, long completeAt) {

    /** Of a table of which nothing is known for certain: no table is like it, so it is read in full. */
    static final TableProgress NONE = new TableProgress("", 0, 0);
}
