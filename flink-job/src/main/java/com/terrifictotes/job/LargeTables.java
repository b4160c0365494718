package com.terrifictotes.job;

import static com.terrifictotes.job.OptionType.duration;
import static com.terrifictotes.job.OptionType.number;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How tables are read that are too large to be read in one go, cut after cut.
 *
 * @param chunkRows rows per chunk of the first load
 * @param windowFromRows tables with more rows than this and an index on {@code last_updated} are read through the index
 * @param windowLength how far before the previous cut the window on the index begins
 * @param sweepInterval how often these tables are read in full
 */
public record LargeTables(long chunkRows, long windowFromRows, Duration windowLength, Duration sweepInterval)
        implements Serializable {
    public static final Option<Long> CHUNK_ROWS = new Option<>(
            SourceSettings.GROUP, "chunk.rows", number(1, 100_000_000), "250000", "rows per chunk of the first load");

    public static final Option<Long> WINDOW_FROM_ROWS = new Option<>(
            SourceSettings.GROUP,
            "window.from-rows",
            number(0, 1_000_000_000_000L),
            "200000",
            "tables with more rows than this and an index on `last_updated` are read through the index");

    public static final Option<Duration> WINDOW_LENGTH = new Option<>(
            SourceSettings.GROUP,
            "window.length",
            duration(Duration.ZERO),
            "PT1H",
            "how far before the previous cut the window on the index begins");

    public static final Option<Duration> SWEEP_INTERVAL = new Option<>(
            SourceSettings.GROUP,
            "sweep.interval",
            duration(OptionType.MOMENT),
            "PT5M",
            "how often the tables that are read through an index are read in full");

    static final List<Option<?>> OPTIONS = List.of(CHUNK_ROWS, WINDOW_FROM_ROWS, WINDOW_LENGTH, SWEEP_INTERVAL);

    public LargeTables {
        CHUNK_ROWS.check(chunkRows);
        WINDOW_FROM_ROWS.check(windowFromRows);
        WINDOW_LENGTH.check(windowLength);
        SWEEP_INTERVAL.check(sweepInterval);
    }

    static LargeTables of(SettingsReader reader) {
        return new LargeTables(
                reader.value(CHUNK_ROWS),
                reader.value(WINDOW_FROM_ROWS),
                reader.value(WINDOW_LENGTH),
                reader.value(SWEEP_INTERVAL));
    }
}
