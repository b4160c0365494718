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
 * @param refusedTo the instant of the last cut, of which too much is in quarantine; null if that was published
 */
record LedgerEntry(
        String pipeline,
        @Nullable Instant completeTo,
        Instant publishedAt,
        List<UUID> recent,
        @Nullable Instant refusedTo) {

    LedgerEntry {
        recent = List.copyOf(recent);
    }

    /** Whether nobody has published. */
    boolean isNew() {
        return recent.isEmpty();
    }

    /** Whether a publish brings no cut later than the one of which too much is in quarantine. */
    boolean hasRefused(Publish publish) {
        Long completeTo = publish.completeTo();
        return refusedTo != null && (completeTo == null || completeTo <= refusedTo.toEpochMilli());
    }
}
