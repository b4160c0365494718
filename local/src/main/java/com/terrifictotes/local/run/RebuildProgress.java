package com.terrifictotes.local.run;

import com.terrifictotes.local.flink.Board;

/** Tells how far the rebuilding is, a line a second. */
final class RebuildProgress {

    private static final long LINE_NANOS = 1_000_000_000L;

    private final Board board;
    private final Screen screen;
    private final LoadProgress progress = new LoadProgress("rebuilding");
    private long last = System.nanoTime();

    RebuildProgress(Board board, Screen screen) {
        this.board = board;
        this.screen = screen;
    }

    /** Tells, unless it has told just now. */
    void tell() {
        long now = System.nanoTime();
        if (now - last >= LINE_NANOS) {
            last = now;
            screen.pass(progress.line(changes(), 0, now));
        }
    }

    void tellAll() {
        screen.print("  %,d changes read".formatted(changes()));
    }

    private long changes() {
        return board.sum("changesKept");
    }
}
