package com.terrifictotes.catalog;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when to try again after the database failed.
 *
 * <p>States from PostgreSQL's appendix "Error Codes": 40001 and 40P01 (conflicts, also with a standby's recovery), 57014
 * (cancelled, by a standby or a time-out), 08 (connection), 57P (shut-down, starting up), 53 (too many connections and
 * other shortages), 28P01 and 28000 (a password that was changed), 55P03 (a lock not to be had), 58 (the system beneath), 72 (a snapshot too old),
 * 25006 and 25P (a transaction that was ended for us).
 */
public final class Backoff {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Set<String> STATES = Set.of("40001", "40P01", "57014", "28P01", "28000", "55P03", "25006");
    private static final Set<String> CLASSES = Set.of("08", "57", "53", "58", "72");
    private static final String IDLE_TRANSACTION_ENDED = "25P";

    private final Duration longestWait;
    private final Duration giveUpAfter;
    private @Nullable Long failingSince;
    private Duration nextWait;

    /**
     * Nothing has failed yet.
     *
     * @param longestWait the longest pause between two tries
     * @param giveUpAfter since the first failure
     */
    public Backoff(Duration longestWait, Duration giveUpAfter) {
        this.longestWait = longestWait;
        this.giveUpAfter = giveUpAfter;
        this.nextWait = firstWait();
    }

    /** Whether a second try may help. */
    public static boolean isWorthwhile(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < 2) {
            return true;
        }
        return STATES.contains(state)
                || CLASSES.contains(state.substring(0, 2))
                || state.startsWith(IDLE_TRANSACTION_ENDED);
    }

    /**
     * Notes a failure.
     *
     * @param now milliseconds on any clock that only goes forwards
     * @return how long to wait before the next try
     * @throws SQLException the failure itself, if a second try cannot help or this has gone on for too long
     */
    public Duration failed(SQLException failure, long now) throws SQLException {
        long since = failingSince == null ? now : failingSince;
        if (!isWorthwhile(failure) || now - since > giveUpAfter.toMillis()) {
            throw failure;
        }
        failingSince = since;
        Duration wait = nextWait;
        nextWait = shorter(nextWait.multipliedBy(2), longestWait);
        return wait;
    }

    /** Notes that the database answered. */
    public void succeeded() {
        failingSince = null;
        nextWait = firstWait();
    }

    private Duration firstWait() {
        return shorter(FIRST_WAIT, longestWait);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
