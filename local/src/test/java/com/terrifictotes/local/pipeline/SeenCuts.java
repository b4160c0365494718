package com.terrifictotes.local.pipeline;

import com.terrifictotes.local.flink.Board;
import java.util.ArrayList;
import java.util.List;

/**
 * The cuts that were seen closing, and which of them outlived every crash.
 *
 * <p>A cut is closed when its instant is the watermark of the changes. It outlives a crash if the checkpoint the job
 * carries on from was begun after that was seen: then all of its rows are in that checkpoint. Of cuts nobody looked at
 * in time nothing is said.
 */
public final class SeenCuts {

    private static final String WATERMARK = "currentInputWatermark";

    private final List<Cut> cuts = new ArrayList<>();
    private int life;
    private long latest = Long.MIN_VALUE;

    /**
     * A closed cut.
     *
     * @param instant its name
     * @param seenAt when it was seen to be closed, milliseconds since 1970-01-01 UTC
     * @param life counts the lives of the job between crashes
     */
    public record Cut(long instant, long seenAt, int life) {}

    /** Looks whether a cut has been closed. */
    synchronized void look() {
        long instant = Board.ofThisJvm().leastOf(WATERMARK, "changes");
        if (instant > Math.max(latest, 0)) {
            latest = instant;
            cuts.add(new Cut(instant, System.currentTimeMillis(), life));
        }
    }

    /** The instant of the last one; below 0 if there is none. */
    public synchronized long latest() {
        return latest;
    }

    /** The job ended, and will carry on from a checkpoint begun then or later; call it when no task is running. */
    synchronized void crashed(long checkpointBegan) {
        cuts.removeIf(cut -> cut.life() == life && cut.seenAt() >= checkpointBegan);
        latest = Math.max(latest, Board.ofThisJvm().max(WATERMARK));
        life++;
    }

    /** Those that outlived every crash, in their order. */
    public synchronized List<Cut> survivors() {
        return List.copyOf(cuts);
    }
}
