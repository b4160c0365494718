package com.terrifictotes.local.steps;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the thread that comes to a step until its task is gone, or until it is let go on. */
public final class Trap {

    private final String step;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    Trap(String step) {
        this.step = step;
    }

    /** A thread that was interrupted at a step goes no further. */
    static final class KilledException extends RuntimeException {

        private static final long serialVersionUID = 1;

        KilledException(String step) {
            super("killed " + step);
        }
    }

    String step() {
        return step;
    }

    /** Waits until a thread is in. */
    public boolean isReachedWithin(long seconds) throws InterruptedException {
        return reached.await(seconds, TimeUnit.SECONDS);
    }

    /** Lets a thread go on that nobody has interrupted: one of the JobManager, which outlives its tasks. */
    public void open() {
        open.countDown();
    }

    void fallIn() {
        reached.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KilledException(step);
        }
    }
}
