package com.terrifictotes.lake;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Fails once, after two checkpoints and in the middle of a third; until then lets numbers pass slowly. */
final class FailsOnce implements MapFunction<Long, Long>, CheckpointListener {

    static final AtomicBoolean HAS_FAILED = new AtomicBoolean();

    private static final long serialVersionUID = 1;

    private int checkpoints;
    private int sinceCheckpoint;

    @Override
    public Long map(Long number) throws InterruptedException {
        sinceCheckpoint++;
        if (number % (HAS_FAILED.get() ? 50 : 5) == 0) {
            Thread.sleep(1);
        }
        if (checkpoints >= 2 && sinceCheckpoint > 100 && !HAS_FAILED.getAndSet(true)) {
            throw new IllegalStateException("fails once, on purpose");
        }
        return number;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        checkpoints++;
        sinceCheckpoint = 0;
    }
}
