package com.terrifictotes.warehouse;

import java.time.Duration;

/**
 * How long a warehouse that fails is tried again before the job is told.
 *
 * @param longestPause the longest pause between two tries
 * @param giveUpAfter since the first failure
 */
record Patience(Duration longestPause, Duration giveUpAfter) {

    Patience {
        if (longestPause.isNegative() || giveUpAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "Cannot wait for the warehouse: pauses of %s for %s, expected no less than nothing"
                            .formatted(longestPause, giveUpAfter));
        }
    }
}
