package com.terrifictotes.local.star;

import java.util.List;
import java.util.Locale;

/**
 * A figure that was taken again and again, and has to stay as it is.
 *
 * @param slack by how much it may grow from the second third to the last, in its own unit, beside a share of it
 */
record Measure(String name, String unit, double slack, List<Double> values) {

    private static final double SHARE = 0.15;

    Measure {
        values = List.copyOf(values);
    }

    /** Whether it is no greater in the last third than in the one before, but for what it may vary. */
    boolean isFlat() {
        return last() <= middle() * (1 + SHARE) + slack;
    }

    /** The slope, a line of the table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.1f | %.1f | %s |",
                name,
                unit,
                values.get(0),
                middle(),
                last(),
                values.stream().mapToDouble(value -> value).max().orElse(0),
                isFlat() ? "flat" : "GROWS");
    }

    /** The mean of the second third: the first one warms up. */
    private double middle() {
        return mean(values.size() / 3, 2 * values.size() / 3);
    }

    private double last() {
        return mean(2 * values.size() / 3, values.size());
    }

    private double mean(int from, int to) {
        return values.subList(from, Math.max(from + 1, to)).stream()
                .mapToDouble(value -> value)
                .average()
                .orElse(0);
    }
}
