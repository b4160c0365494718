package com.terrifictotes.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tables that Postgres refused to read although its catalogue says that they can be read. One refusal is forgiven: the
 * table may have been changed between the look at the catalogue and the reading, and the next look tells. From the second
 * one in a row on, the table is left alone and tried again now and then.
 */
final class Refusals {

    private final long pauseMillis;
    private final Map<String, Refusal> refusals = new HashMap<>();

    private record Refusal(String reason, boolean isFirst, long until) {}

    /** @param pauseMillis from one try of a refused table to the next */
    Refusals(long pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    /** Whether there has been none that may still matter. */
    boolean isEmpty() {
        return refusals.isEmpty();
    }

    /** Notes a refusal, on {@link Clock}. */
    void add(RefusedTableException refused, long now) {
        boolean isFirst = !refusals.containsKey(refused.table());
        long until = isFirst ? now : now + pauseMillis;
        refusals.put(refused.table(), new Refusal(String.valueOf(refused.getMessage()), isFirst, until));
    }

    /** Why a table is not to be tried now; empty if it is. */
    Optional<String> reason(String table, long now) {
        return Optional.ofNullable(refusals.get(table))
                .filter(refusal -> !refusal.isFirst && now < refusal.until)
                .map(Refusal::reason);
    }

    /** A cut is complete: what was tried in it could be read. */
    void forgive(long now) {
        refusals.values().removeIf(refusal -> refusal.isFirst || refusal.until <= now);
    }
}
