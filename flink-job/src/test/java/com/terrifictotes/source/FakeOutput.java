package com.terrifictotes.source;

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
        emitted.add("%s at %d".formatted(version.row().text(1), timestamp));
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
}
