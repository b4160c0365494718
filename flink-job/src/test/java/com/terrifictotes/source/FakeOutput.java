package com.terrifictotes.source;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.CountedRows;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.change.RowVersion;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** What a reader emitted, in words; that it is idle once in a row. */
final class FakeOutput implements ReaderOutput<RowVersion> {

    private final List<String> emitted = new ArrayList<>();

    List<String> emitted() {
        return emitted;
    }

    @Override
    public void collect(RowVersion version) {
        throw new UnsupportedOperationException("Every row has a timestamp");
    }

    @Override
    public void collect(RowVersion version, long timestamp) {
        emitted.add("%s at %d".formatted(words(version), timestamp));
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        emitted.add("watermark " + watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
        if (emitted.isEmpty() || !emitted.get(emitted.size() - 1).equals("idle")) {
            emitted.add("idle");
        }
    }

    @Override
    public void markActive() {
        emitted.add("active");
    }

    @Override
    public SourceOutput<RowVersion> createOutputForSplit(String split) {
        return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {
        // All splits have one output.
    }

    private static String words(RowVersion version) {
        Row row = version.row();
        if (version.key().table().equals(ClosedCuts.TABLE.name())) {
            return "closed %d, %d rows".formatted(row.epochMicros(1) / 1000, row.integer(2));
        }
        if (version.key().table().equals(CountedRows.TABLE.name())) {
            return "%s has %d rows".formatted(CountedRows.table(row), CountedRows.rows(row));
        }
        return version.isGone() ? "gone " + row.integer(0) : row.text(1);
    }
}
