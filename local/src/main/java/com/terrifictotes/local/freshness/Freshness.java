package com.terrifictotes.local.freshness;

import java.time.Duration;
import java.util.List;

/**
 * How long commits took to be visible.
 *
 * @param waits one for each commit, shortest first; at least one
 */
public record Freshness(List<Duration> waits) {

    public Freshness {
        waits = waits.stream().sorted().toList();
        if (waits.isEmpty()) {
            throw new IllegalArgumentException("Cannot tell the freshness of no commits");
        }
    }

    /**
     * The wait that so many of a hundred commits did not exceed (nearest rank).
     *
     * @param percent from 1 to 100
     */
    public Duration percentile(int percent) {
        int rank = (int) Math.ceil(waits.size() * percent / 100.0);
        return waits.get(Math.max(rank, 1) - 1);
    }

    @Override
    public String toString() {
        return "%d commits: p50 %,d ms, p90 %,d ms, p99 %,d ms, longest %,d ms"
                .formatted(
                        waits.size(),
                        percentile(50).toMillis(),
                        percentile(90).toMillis(),
                        percentile(99).toMillis(),
                        percentile(100).toMillis());
    }
}
