package com.terrifictotes.local.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far a load of many rows is, in one line. Time counts from the first row. */
final class LoadProgress {

    private final String what;
    private @Nullable Long firstNanos;

    LoadProgress(String what) {
        this.what = what;
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
