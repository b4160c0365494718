package com.terrifictotes.source;

import java.util.concurrent.TimeUnit;

/** A clock that only goes forwards. */
final class Clock {

    private Clock() {}

    /** Milliseconds since some moment. */
    static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
