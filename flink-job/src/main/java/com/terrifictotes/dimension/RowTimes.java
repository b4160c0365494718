package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.TableSchema;

/** What rows of a table of totesys say about when they were made and updated: microseconds since 1970-01-01 UTC. */
record RowTimes(int createdAtIndex, int lastUpdatedIndex) {

    /** What is taken for a NULL or an infinity, and before the first time: earlier than any other. */
    static final long UNTOLD = Row.INFINITELY_EARLY;

    static RowTimes of(TableSchema table) {
        return new RowTimes(table.index(StarSchema.CREATED_AT), table.index(StarSchema.LAST_UPDATED));
    }

    long createdAt(Row row) {
        return micros(row, createdAtIndex);
    }

    long lastUpdated(Row row) {
        return micros(row, lastUpdatedIndex);
    }

    /** Whether something that a cut saw can have happened then. */
    static boolean isBelievable(long instant, long cut) {
        return instant != UNTOLD && instant <= cut;
    }

    private static long micros(Row row, int field) {
        if (row.isNull(field) || !row.hasEpochMicros(field)) {
            return UNTOLD;
        }
        long micros = row.epochMicros(field);
        return micros == Row.INFINITELY_LATE ? UNTOLD : micros;
    }
}
