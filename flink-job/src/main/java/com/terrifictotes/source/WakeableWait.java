package com.terrifictotes.source;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A pause that another thread can cut short. */
final class WakeableWait {

    private final Semaphore wake = new Semaphore(0);

    /**
     * Waits, unless woken before or meanwhile.
     *
     * @return whether all of the time has passed
     */
    boolean isOver(Duration time) {
        try {
            boolean isWoken = !time.isZero() && wake.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
            wake.drainPermits();
            return !isWoken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void wakeUp() {
        wake.release();
    }
}
