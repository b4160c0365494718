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
 * @param quarantined how many rows of each table of totesys are in quarantine now, of those that have any
 */
record Published(@Nullable Instant completeTo, Map<String, Long> rows, long inferred, Map<String, Long> quarantined) {

    Published {
        rows = Map.copyOf(rows);
        quarantined = Map.copyOf(quarantined);
    }

    static Published nothing(@Nullable Instant completeTo, Map<String, Long> quarantined) {
        return new Published(completeTo, Map.of(), 0, quarantined);
    }
}
