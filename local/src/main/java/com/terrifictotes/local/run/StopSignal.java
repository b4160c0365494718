package com.terrifictotes.local.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jline.utils.Signals;

/**
 * Ctrl-C, or a polite kill, as something to wait for. A shutdown hook would be too late: Flink's own hooks would tear
 * the job down while its savepoint is being written.
 */
final class StopSignal {

    /** Signals that come together are one: some programs send theirs to the process and to its group. */
    private static final long TOGETHER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int ENDED_BY_CTRL_C = 130;

    private final CountDownLatch given = new CountDownLatch(1);
    private final AtomicLong firstNanos = new AtomicLong();

    private StopSignal() {}

    /** From now on a first signal asks to stop; a later one ends the program at once. */
    static StopSignal listen() {
        StopSignal stop = new StopSignal();
        for (String name : new String[] {"INT", "TERM"}) {
            Signals.register(name, stop::hear);
        }
        return stop;
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    /** Waits for a signal, but no longer than that. */
    boolean isGivenWithin(long millis) throws InterruptedException {
        return given.await(millis, TimeUnit.MILLISECONDS);
    }

    private void hear() {
        long now = System.nanoTime();
        if (!isGiven()) {
            firstNanos.set(now);
            given.countDown();
        } else if (now - firstNanos.get() > TOGETHER_NANOS) {
            Runtime.getRuntime().halt(ENDED_BY_CTRL_C);
        }
    }
}
