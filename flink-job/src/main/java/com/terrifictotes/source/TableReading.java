package com.terrifictotes.source;

import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.TableSchema;
import java.time.Duration;

/**
 * Which rows of a table a cut reads.
 *
 * @param extent of the reading
 * @param fence for {@link Extent#SINCE_FENCE} and {@link Extent#WINDOW}: rows written before it are known
 * @param from for {@link Extent#WINDOW}: the earliest {@code last_updated}, milliseconds since 1970-01-01 UTC
 * @param isComplete whether every version is known afterwards, or only those the window shows
 */
record TableReading(Extent extent, long fence, long from, boolean isComplete) {

    static final String TIME_COLUMN = "last_updated";

    /** How much is read. */
    enum Extent {
        NOTHING,
        SINCE_FENCE,
        WINDOW,
        EVERYTHING
    }

    /** Decides, of one table in one cut. */
    static TableReading plan(
            TableSchema table, CutsSplit cuts, Snapshot snapshot, TableStatistics statistics, ReadingOptions options) {
        TableProgress progress = cuts.progress(table.name()).orElse(null);
        if (progress == null || !cuts.canTrustFences(snapshot) || !isOf(table, progress, snapshot)) {
            return new TableReading(Extent.EVERYTHING, 0, 0, true);
        }
        if (progress.fence() == snapshot.next()) {
            return new TableReading(Extent.NOTHING, 0, 0, true);
        }
        boolean isSwept = isSmall(table, statistics, options) || isSweepDue(cuts, progress, snapshot, options);
        return isSwept ? sinceFence(progress) : window(cuts, snapshot, options.windowLength());
    }

    private static boolean isOf(TableSchema table, TableProgress progress, Snapshot snapshot) {
        return progress.incarnation().equals(table.incarnation()) && CutsSplit.isWithinReach(progress, snapshot);
    }

    private static TableReading sinceFence(TableProgress progress) {
        return new TableReading(Extent.SINCE_FENCE, progress.fence(), 0, true);
    }

    private static TableReading window(CutsSplit cuts, Snapshot snapshot, Duration length) {
        if (cuts.fence() == snapshot.next()) {
            return new TableReading(Extent.NOTHING, 0, 0, false);
        }
        return new TableReading(Extent.WINDOW, cuts.fence(), cuts.cut() - length.toMillis(), false);
    }

    /** Whether an index on the time would spare reading all of a table at every cut. */
    static boolean needsIndex(TableSchema table, TableStatistics statistics, ReadingOptions options) {
        return hasTime(table) && !statistics.hasTimeIndex() && statistics.rows() > options.windowFromRows();
    }

    /** Whether every cut that follows a change looks at all of a table, rather than through its index. */
    static boolean isSmall(TableSchema table, TableStatistics statistics, ReadingOptions options) {
        boolean hasWindow = statistics.hasTimeIndex() && hasTime(table);
        return !hasWindow || statistics.rows() <= options.windowFromRows();
    }

    private static boolean hasTime(TableSchema table) {
        if (!table.has(TIME_COLUMN)) {
            return false;
        }
        ColumnType.Kind kind =
                table.columns().get(table.index(TIME_COLUMN)).type().kind();
        return kind == ColumnType.Kind.TIMESTAMP || kind == ColumnType.Kind.INSTANT;
    }

    /** While a clock that was set back catches up, a window would be in its future: every cut sweeps. */
    private static boolean isSweepDue(
            CutsSplit cuts, TableProgress progress, Snapshot snapshot, ReadingOptions options) {
        long since = snapshot.asOf() - progress.completeAt();
        boolean isClockSetBack = snapshot.clock() < cuts.cut();
        return !cuts.hasClosedCut()
                || isClockSetBack
                || since >= options.sweepInterval().toMillis();
    }
}
