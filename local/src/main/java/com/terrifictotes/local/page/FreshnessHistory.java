package com.terrifictotes.local.page;

import com.terrifictotes.local.flink.Board;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** How far the pipeline was behind the clock, over the last hour: its warehouse, or without one its last cut. */
final class FreshnessHistory implements AutoCloseable {

    private static final int EVERY_MILLIS = 5_000;
    private static final int MOST = 3_600_000 / EVERY_MILLIS;

    private final Board board;
    private final String instant;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Timer clock = new Timer("freshness", true);

    /**
     * How far it was behind.
     *
     * @param at milliseconds since 1970-01-01 UTC
     */
    record Sample(long at, double seconds) {}

    private FreshnessHistory(Board board, String instant) {
        this.board = board;
        this.instant = instant;
    }

    /** From now on, that of a warehouse. */
    static FreshnessHistory ofWarehouse(Board board) {
        return of(board, "completeTo");
    }

    /** From now on, that of the cuts. */
    static FreshnessHistory ofCuts(Board board) {
        return of(board, "lastCut");
    }

    private static FreshnessHistory of(Board board, String instant) {
        FreshnessHistory history = new FreshnessHistory(board, instant);
        TimerTask look = new TimerTask() {
            @Override
            public void run() {
                history.take();
            }
        };
        history.clock.scheduleAtFixedRate(look, 1_000, EVERY_MILLIS);
        return history;
    }

    /** How far it is behind now; null before anything was published, or without a warehouse before the first cut. */
    @Nullable
    Sample now() {
        long known = board.max(instant);
        long now = System.currentTimeMillis();
        return known < 0 ? null : new Sample(now, (now - known) / 1000.0);
    }

    /** The samples of the last hour, oldest first. */
    synchronized List<Sample> lastHour() {
        return new ArrayList<>(samples);
    }

    private synchronized void take() {
        Sample sample = now();
        if (sample != null) {
            samples.add(sample);
        }
        while (samples.size() > MOST) {
            samples.remove();
        }
    }

    @Override
    public void close() {
        clock.cancel();
    }
}
