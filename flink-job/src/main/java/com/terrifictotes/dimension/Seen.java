package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a dimension as a cut sees it.
 *
 * @param shown the declared columns; null if the row is gone
 * @param createdAt when the row says it was made, see {@link RowTimes}
 * @param updates of each side that is another than before
 * @param cut the cut's instant, microseconds since 1970-01-01 UTC
 */
record Seen(@Nullable Row shown, long createdAt, List<Update> updates, long cut) {

    Seen {
        updates = List.copyOf(updates);
    }

    static Seen row(Row shown, long createdAt, List<Update> updates, long cut) {
        return new Seen(shown, createdAt, updates, cut);
    }

    static Seen gone(long cut) {
        return new Seen(null, RowTimes.UNTOLD, List.of(), cut);
    }
}
