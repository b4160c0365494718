package com.terrifictotes.local.run;

import java.time.Duration;

/** How far a load of many rows is, in one line. */
final class LoadProgress {

    private final String what;
    private final long startedNanos;

    LoadProgress(String what, long startedNanos) {
        this.what = what;
        this.startedNanos = startedNanos;
    }

    /**
     * The line.
     *
     * @param total about how many rows there will be; nothing is foretold if it is not known or already exceeded
     */
    String line(long rows, long total, long nowNanos) {
        double seconds = Math.max(1e-3, (nowNanos - startedNanos) / 1e9);
        double rate = rows / seconds;
        String line = "  %s: %,d rows, %,.0f rows/s".formatted(what, rows, rate);
        if (total <= rows || rate < 1) {
            return line;
        }
        Duration left = Duration.ofSeconds(Math.round((total - rows) / rate));
        return "%s, %.0f %% of about %,d, %d:%02d left"
                .formatted(line, 100.0 * rows / total, total, left.toMinutes(), left.toSecondsPart());
    }
}
