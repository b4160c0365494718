package com.terrifictotes.local.trading;

import java.time.InstantSource;

/**
 * The simulated time of live trading.
 *
 * <p>It goes from one trading minute to the next, over nights and weekends at once, and begins where the last trade was.
 * It never shows a time that has not come yet: when it has caught up with the wall clock it shows the wall clock, and
 * trade goes on around the clock, for somebody is watching.
 */
final class TradingClock {
    private final InstantSource wallClock;
    private long minute;
    private long last;

    /** @param lastTrade milliseconds since 1970 */
    TradingClock(long lastTrade, InstantSource wallClock) {
        this.wallClock = wallClock;
        this.minute = BusinessHours.openMinuteFrom(lastTrade + BusinessHours.MILLIS_PER_MINUTE);
        this.last = lastTrade;
    }

    /** The next moment, never before an earlier one. */
    long next(long millisInMinute) {
        long now = wallClock.millis();
        long planned = minute + millisInMinute;
        if (planned <= now) {
            minute = BusinessHours.openMinuteFrom(minute + BusinessHours.MILLIS_PER_MINUTE);
        }
        last = Math.max(last, Math.min(planned, now));
        return last;
    }

    /** A number for the dice of the coming moment: the minute, or the wall clock once that is reached. */
    long diceNumber() {
        return Math.min(minute, wallClock.millis());
    }

    long last() {
        return last;
    }
}
