package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Projection;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.QuarantineMemory;
import com.terrifictotes.change.StarOutput;
import com.terrifictotes.change.StarRow;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** One dimension made of one table of totesys. */
record Dimension(TableSchema source, Projection projection, RowTimes times, StarOutput output) {

    static Dimension of(StarTable star, TableSchema source, MetricGroup metrics) {
        return new Dimension(
                source, Projection.ofSource(star, source), RowTimes.of(source), StarOutput.of(star, metrics));
    }

    /**
     * Gives out the version that a change makes, if it makes one.
     *
     * @param known what was known of the row
     * @param quarantined whether its change before did not fit
     * @return what is known from now on
     */
    @Nullable
    KnownVersion apply(
            @Nullable KnownVersion known, Change change, QuarantineMemory quarantined, Collector<StarRow> out)
            throws Exception {
        if (change.operation() == Operation.DELETE) {
            output.judged(change, source, List.of(), quarantined, out);
            return applyDelete(known, change, out);
        }
        RowBuilder shown = new RowBuilder();
        List<Misfit> misfits = projection.append(change.version().row(), shown);
        output.judged(change, source, misfits, quarantined, out);
        return misfits.isEmpty() ? applyRow(known, change, shown.build(), out) : known;
    }

    private @Nullable KnownVersion applyDelete(@Nullable KnownVersion known, Change change, Collector<StarRow> out) {
        long lastUpdated = known == null ? RowTimes.UNTOLD : known.lastUpdated();
        return next(known, Seen.gone(micros(change)), lastUpdated, change, out);
    }

    private @Nullable KnownVersion applyRow(
            @Nullable KnownVersion known, Change change, Row shown, Collector<StarRow> out) {
        Row row = change.version().row();
        long lastUpdated = times.lastUpdated(row);
        Update update = new Update(lastUpdated, known == null ? RowTimes.UNTOLD : known.lastUpdated());
        Seen seen = Seen.row(shown, times.createdAt(row), List.of(update), micros(change));
        return next(known, seen, lastUpdated, change, out);
    }

    private @Nullable KnownVersion next(
            @Nullable KnownVersion known, Seen seen, long lastUpdated, Change change, Collector<StarRow> out) {
        Version before = known == null ? null : known.version();
        Version now = VersionRule.next(before, seen).orElse(before);
        if (now == null) {
            return null;
        }
        if (!now.equals(before)) {
            output.made(change.version().cut(), now.row(), out);
        }
        return new KnownVersion(now, lastUpdated);
    }

    private static long micros(Change change) {
        return TimeUnit.MILLISECONDS.toMicros(change.version().cut());
    }
}
