package com.terrifictotes.warehouse;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one checkpoint has to bring into the warehouse, in one transaction.
 *
 * <p>Publishes are a chain: each names the one it follows. Checkpoints have numbers, but those begin again with each job;
 * a chain tells a job that carries on from one that begins again, or from an older state, or from that of another.
 *
 * @param id chosen at random when the checkpoint was taken: a publish that is committed again is known by it
 * @param previous the publish before it; null for the first of a pipeline
 * @param batches what was staged since then, and is vouched for now
 * @param completeTo the instant up to which all rows are there, milliseconds since 1970-01-01 UTC; null if there is none
 *     yet
 * @param sweepBelow staged rows of smaller batches that no publish has vouched for by then are of dead attempts
 */
record Publish(
        UUID id,
        @Nullable UUID previous,
        List<Long> batches,
        @Nullable Long completeTo,
        long sweepBelow) {

    Publish {
        batches = List.copyOf(batches);
        if (id.equals(previous)) {
            throw new IllegalArgumentException("Cannot publish %s after itself".formatted(id));
        }
    }
}
