package com.terrifictotes.fact;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Projection;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.ValueText;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.StarOutput;
import com.terrifictotes.change.StarRow;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/** One fact, made of one table of totesys. */
record Fact(TableSchema source, Projection projection, StarOutput output) {

    static Fact of(StarTable fact, TableSchema source, MetricGroup metrics) {
        return new Fact(source, Projection.ofSource(fact, source), StarOutput.of(fact, metrics));
    }

    /** @throws IllegalStateException if the row is deleted: nobody has said yet what becomes of its fact */
    void make(Change change, Collector<StarRow> out) {
        requireRow(change);
        RowBuilder row = new RowBuilder();
        List<Misfit> misfits = projection.append(change.version().row(), row);
        if (!misfits.isEmpty()) {
            output.quarantined(change, source, misfits, out);
            return;
        }
        long cut = change.version().cut();
        row.int32(change.number()).timestamp(TimeUnit.MILLISECONDS.toMicros(cut));
        output.made(cut, row.build(), out);
    }

    private void requireRow(Change change) {
        if (change.operation() == Operation.DELETE) {
            throw new IllegalStateException(
                    "Cannot make a fact of a deleted row: %s %s, expected an insert or an update"
                            .formatted(
                                    source.name(),
                                    ValueText.key(source, change.version().row())));
        }
    }
}
