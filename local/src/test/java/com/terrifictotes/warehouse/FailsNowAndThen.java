package com.terrifictotes.warehouse;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/**
 * Lets numbers pass slowly, more so until it has failed some times: in the middle of a checkpoint, and when one has just been
 * completed.
 */
final class FailsNowAndThen implements MapFunction<Long, Long>, CheckpointListener {

    static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

    private static final long serialVersionUID = 1;

    private int checkpoints;
    private int sinceCheckpoint;

    @Override
    public Long map(Long number) throws InterruptedException {
        sinceCheckpoint++;
        if (FAILURES_LEFT.get() > 0 || number % 4 == 0) {
            Thread.sleep(1);
        }
        if (checkpoints >= 2 && sinceCheckpoint > 20) {
            failMaybe();
        }
        return number;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        checkpoints++;
        sinceCheckpoint = 0;
        if (checkpoints == 3 && FAILURES_LEFT.get() % 2 == 1) {
            failMaybe();
        }
    }

    private static void failMaybe() {
        if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("fails on purpose");
        }
    }
}
