package com.terrifictotes.local.trading;

/** Keeps one simulated minute per tick at a speed; time lost in a slow tick is not made up for. */
final class Pace {
    private final long nanosPerTick;
    private long next = System.nanoTime();

    /** @param speed simulated seconds per second */
    Pace(double speed) {
        this.nanosPerTick = Math.round(60e9 / speed);
    }

    long millisToNext() {
        long now = System.nanoTime();
        next = Math.max(next + nanosPerTick, now);
        return (next - now) / 1_000_000;
    }
}
