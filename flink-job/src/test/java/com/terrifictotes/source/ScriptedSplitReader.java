package com.terrifictotes.source;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads what a test says. */
final class ScriptedSplitReader implements SplitReader<Reading, TotesysSplit> {

    private final BlockingQueue<RecordsWithSplitIds<Reading>> script = new LinkedBlockingQueue<>();

    void reads(TotesysSplit split, Reading... readings) {
        RecordsBySplits.Builder<Reading> records = new RecordsBySplits.Builder<>();
        for (Reading reading : readings) {
            records.add(split.splitId(), reading);
        }
        script.add(records.build());
    }

    void finishes(TotesysSplit split) {
        RecordsBySplits.Builder<Reading> records = new RecordsBySplits.Builder<>();
        records.addFinishedSplit(split.splitId());
        script.add(records.build());
    }

    @Override
    public RecordsWithSplitIds<Reading> fetch() {
        try {
            return script.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing();
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<TotesysSplit> change) {
        // The test knows them.
    }

    @Override
    public void wakeUp() {
        script.add(nothing());
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static RecordsWithSplitIds<Reading> nothing() {
        return new RecordsBySplits.Builder<Reading>().build();
    }
}
