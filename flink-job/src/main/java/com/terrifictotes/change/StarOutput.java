package com.terrifictotes.change;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.ValueText;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * What a task makes for one star table, and what it cannot make. Both are counted, as metrics {@code
 * table.NAME.}{@code rowsMade} (rows of the star table) and {@code quarantined} (rows of the quarantine).
 */
public final class StarOutput {

    private final String table;
    private final Counter rowsMade;
    private final Counter quarantined;

    private StarOutput(String table, MetricGroup metrics) {
        this.table = table;
        this.rowsMade = metrics.counter("rowsMade");
        this.quarantined = metrics.counter("quarantined");
    }

    /** The output for a table; its metrics are there from now on. */
    public static StarOutput of(StarTable table, MetricGroup metrics) {
        return new StarOutput(table.name(), metrics.addGroup("table", table.name()));
    }

    /** Gives out a row of the star table. */
    public void made(long cut, Row row, Collector<StarRow> out) {
        rowsMade.inc();
        out.collect(new StarRow(table, cut, row));
    }

    /**
     * Tells the quarantine of a change: a line for each column that does not fit; if all fit and those of the change
     * before did not, one line that ends theirs.
     *
     * @param schema of the table that the change is of
     * @param misfits what does not fit; nothing of a deleted row
     * @param known whether the change before did not fit, which is written down anew
     */
    public void judged(
            Change change, TableSchema schema, List<Misfit> misfits, QuarantineMemory known, Collector<StarRow> out)
            throws Exception {
        if (!misfits.isEmpty()) {
            quarantined.inc(misfits.size());
            misfits.forEach(misfit -> tell(change, schema, misfit, out));
            known.keep();
        } else if (change.number() > 1 && known.isQuarantined()) {
            tell(change, schema, change.operation() == Operation.DELETE ? Misfit.GONE : Misfit.NONE, out);
            known.forget();
        }
    }

    private static void tell(Change change, TableSchema schema, Misfit misfit, Collector<StarRow> out) {
        long cut = change.version().cut();
        String key = ValueText.key(schema, change.version().row());
        Row row = misfit.quarantined(change.table(), key, change.number(), TimeUnit.MILLISECONDS.toMicros(cut));
        out.collect(new StarRow(StarSchema.QUARANTINE.name(), cut, row));
    }
}
