package com.terrifictotes.local.run;

import com.terrifictotes.local.trading.RowProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far a load of many rows is, in one line. Time counts from the first row. */
final class LoadProgress {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final String what;
    private @Nullable Long firstNanos;

    LoadProgress(String what) {
        this.what = what;
    }

    /**
     * Tells once a second how far totesys is filled.
     *
     * @param look taken whenever rows have come
     */
    static RowProgress filling(Screen screen, Runnable look) {
        LoadProgress progress = new LoadProgress("filling totesys");
        long[] last = {System.nanoTime()};
        return (done, total) -> {
            long now = System.nanoTime();
            look.run();
            if (now - last[0] > SECOND_NANOS) {
                last[0] = now;
                screen.pass(progress.line(done, total, now));
            }
        };
    }

    /**
     * The line.
     *
     * @param total about how many rows there will be; nothing is foretold if it is not known or already exceeded
     */
    String line(long rows, long total, long nowNanos) {
        long first = firstNanos == null ? nowNanos : firstNanos;
        if (rows > 0) {
            firstNanos = first;
        }
        double seconds = (nowNanos - first) / 1e9;
        if (seconds <= 0) {
            return "  %s: %,d rows".formatted(what, rows);
        }
        double rate = rows / seconds;
        String line = "  %s: %,d rows, %,.0f rows/s".formatted(what, rows, rate);
        return total <= rows ? line : line + left(rows, total, rate);
    }

    private static String left(long rows, long total, double rate) {
        Duration left = Duration.ofSeconds(Math.round((total - rows) / rate));
        return ", %.0f %% of about %,d, %d:%02d left"
                .formatted(100.0 * rows / total, total, left.toMinutes(), left.toSecondsPart());
    }
}
