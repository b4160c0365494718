package com.terrifictotes.fact;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Projection;
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

/** One fact, made of one table of totesys. */
record Fact(TableSchema source, Projection projection, StarOutput output) {

    static Fact of(StarTable fact, TableSchema source, MetricGroup metrics) {
        return new Fact(source, Projection.ofSource(fact, source), StarOutput.of(fact, metrics));
    }

    void make(Change change, QuarantineMemory known, Collector<StarRow> out) throws Exception {
        if (change.operation() == Operation.DELETE) {
            output.judged(change, source, List.of(), known, out);
            makeDeleted(change, out);
        } else {
            makeVersion(change, known, out);
        }
    }

    /** A key that does not fit has been told of with each version before, and has no fact to delete. */
    private void makeDeleted(Change change, Collector<StarRow> out) {
        RowBuilder row = new RowBuilder();
        if (projection.appendGone(change.version().row(), row).isEmpty()) {
            made(change, row, out);
        }
    }

    private void makeVersion(Change change, QuarantineMemory known, Collector<StarRow> out) throws Exception {
        RowBuilder row = new RowBuilder();
        List<Misfit> misfits = projection.append(change.version().row(), row);
        output.judged(change, source, misfits, known, out);
        if (misfits.isEmpty()) {
            made(change, row, out);
        }
    }

    private void made(Change change, RowBuilder row, Collector<StarRow> out) {
        long cut = change.version().cut();
        row.int32(change.number())
                .timestamp(TimeUnit.MILLISECONDS.toMicros(cut))
                .bool(change.operation() == Operation.DELETE);
        output.made(cut, row.build(), out);
    }
}
