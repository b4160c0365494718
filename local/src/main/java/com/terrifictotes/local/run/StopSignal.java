package com.terrifictotes.local.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Ctrl-C, or a polite kill, as something to wait for. A shutdown hook would be too late: Flink's own hooks would tear
 * the job down while its savepoint is being written.
 */
final class StopSignal {

    private final CountDownLatch given = new CountDownLatch(1);

    private StopSignal() {}

    /** From now on a first signal asks to stop; a second one ends the program at once. */
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
        if (isGiven()) {
            Runtime.getRuntime().halt(130);
        }
        given.countDown();
    }
}
