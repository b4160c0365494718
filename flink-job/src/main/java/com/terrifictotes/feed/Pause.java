package com.terrifictotes.feed;

import java.time.Duration;

/** How long to wait before the next request: not at all while all goes well. */
final class Pause {

    static final Duration SHORTEST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private Duration current = Duration.ZERO;

    Duration current() {
        return current;
    }

    /** A request brought everything where it belongs. */
    void allTaken() {
        current = Duration.ZERO;
    }

    /** The stream is taking what it can: it wants to be asked a little less. */
    void someTaken() {
        current = SHORTEST;
    }

    /** A request brought nothing: twice as long as the last time. */
    void nothingTaken() {
        Duration longer = current.multipliedBy(2);
        current = current.isZero() ? SHORTEST : longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }
}
