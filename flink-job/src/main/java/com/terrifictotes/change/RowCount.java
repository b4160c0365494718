package com.terrifictotes.change;

import com.terrifictotes.catalog.CountedRows;

/**
 * A word on how many rows of a table there are: what a cut saw in totesys, or what is known here.
 *
 * @param cut the instant of the cut that it is about
 */
public record RowCount(Kind kind, String table, long cut, long rows) {

    /** Who says what. */
    public enum Kind {
        /** A cut saw so many rows. */
        SEEN(1),
        /** With that cut so many more rows are known to be there; fewer, if it is negative. */
        MORE_KNOWN(2),
        /** How many rows were known to be there at any earlier cut cannot be said. */
        UNSURE_BEFORE(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("Cannot read a count of kind %d, expected 1, 2 or 3".formatted(code));
        }
    }

    /** What a cut saw. */
    public static RowCount seen(String table, long cut, long rows) {
        return new RowCount(Kind.SEEN, table, cut, rows);
    }

    /** How many more rows one subtask knows with a cut; with {@link Long#MIN_VALUE}, how many it began with. */
    public static RowCount moreKnown(String table, long cut, long more) {
        return new RowCount(Kind.MORE_KNOWN, table, cut, more);
    }

    /** That nothing can be said of cuts before that one. */
    public static RowCount unsureBefore(String table, long cut) {
        return new RowCount(Kind.UNSURE_BEFORE, table, cut, 0);
    }

    /** Whether a version is one of {@link CountedRows}. */
    static boolean isIn(RowVersion version) {
        return version.key().table().equals(CountedRows.TABLE.name());
    }

    /** What a row of {@link CountedRows} says. */
    static RowCount of(RowVersion counted) {
        return seen(CountedRows.table(counted.row()), counted.cut(), CountedRows.rows(counted.row()));
    }
}
