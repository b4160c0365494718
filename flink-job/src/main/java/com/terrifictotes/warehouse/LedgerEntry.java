package com.terrifictotes.warehouse;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of the ledger, as the transaction of a publish found it.
 *
 * @param pipeline whose warehouse it is
 * @param completeTo the instant up to which the warehouse is complete; null before the first cut is
 * @param publishedAt when rows were last published
 * @param recent the last publishes, the newest first; empty in a new warehouse
 */
record LedgerEntry(String pipeline, @Nullable Instant completeTo, Instant publishedAt, List<UUID> recent) {

    LedgerEntry {
        recent = List.copyOf(recent);
    }
}
