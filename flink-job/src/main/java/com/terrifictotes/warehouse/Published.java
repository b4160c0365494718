package com.terrifictotes.warehouse;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a publish brought.
 *
 * @param completeTo what the ledger says now
 * @param rows rows of each table that had any, by the table's name
 * @param inferred rows of dimensions that facts refer to and nothing is known of
 */
record Published(@Nullable Instant completeTo, Map<String, Long> rows, long inferred) {

    Published {
        rows = Map.copyOf(rows);
    }

    static Published nothing(@Nullable Instant completeTo) {
        return new Published(completeTo, Map.of(), 0);
    }
}
