package com.terrifictotes.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The publishes a job knows to be its own, the latest last.
 *
 * @param isWhole whether they begin with the first one of the pipeline: then no other can be the job's
 */
record Lineage(boolean isWhole, List<UUID> publishes) {

    /** As many as the ledger remembers: older ones tell nothing. */
    private static final int REMEMBERED = 256;

    Lineage {
        publishes = List.copyOf(publishes);
    }

    /** Of a job that begins. */
    static Lineage ofNewJob() {
        return new Lineage(true, List.of());
    }

    /** Of a job that carries on behind a publish. */
    static Lineage behind(UUID last) {
        return new Lineage(false, List.of(last));
    }

    Lineage with(UUID next) {
        List<UUID> longer = new ArrayList<>(publishes);
        longer.add(next);
        boolean isFull = longer.size() > REMEMBERED;
        return new Lineage(isWhole && !isFull, isFull ? longer.subList(1, longer.size()) : longer);
    }
}
