package com.terrifictotes.reconcile;

import java.time.Duration;

/**
 * How long a comparison goes on.
 *
 * @param longestWait the longest wait for the next publish; zero says that the pipeline is at rest: nothing is waited for
 * @param rounds how often rows in motion are looked at again
 */
public record Patience(Duration longestWait, int rounds) {

    private static final int ROUNDS = 12;

    public Patience {
        if (longestWait.isNegative() || rounds < 1) {
            throw new IllegalArgumentException(
                    "Cannot wait %s, %d times: expected no negative duration, and once at least"
                            .formatted(longestWait, rounds));
        }
    }

    /** Of a pipeline that runs. */
    public static Patience ofWait(Duration wait) {
        return new Patience(wait, ROUNDS);
    }

    /** Of a pipeline that does not run. */
    public static Patience atRest() {
        return new Patience(Duration.ZERO, ROUNDS);
    }

    boolean isAtRest() {
        return longestWait.isZero();
    }
}
