package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;

/**
 * A version of a row of a dimension.
 *
 * @param shown the declared columns; of a row that is gone, as they were last
 * @param number 1 for the first of a key, then 2, 3, ... without gaps
 * @param validFrom from when on it holds, microseconds since 1970-01-01 UTC
 * @param isDeleted whether it says that the row is gone
 */
record Version(Row shown, int number, long validFrom, boolean isDeleted) {

    Version {
        if (number < 1) {
            throw new IllegalArgumentException("Cannot number a version: %d, expected 1 or more".formatted(number));
        }
    }

    static Version first(Row shown, long validFrom) {
        return new Version(shown, 1, validFrom, false);
    }

    Version changed(Row now, long from) {
        return new Version(now, number + 1, from, false);
    }

    Version deleted(long from) {
        return new Version(shown, number + 1, from, true);
    }

    /** The row on its way, of the shape {@link com.terrifictotes.catalog.StarTable#rows()}. */
    Row row() {
        RowBuilder row = new RowBuilder();
        for (int field = 0; field < shown.size(); field++) {
            row.copy(shown, field);
        }
        return row.int32(number).timestamp(validFrom).bool(isDeleted).build();
    }
}
