package com.terrifictotes.source;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.change.RowVersion;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Emits row versions with the instant of their cut as timestamp, and that instant as watermark once the cut is complete.
 * When the first load is over, a reader without a split is idle, so that it never holds the watermark back. Not before:
 * its chunks' rows may be under way still when the first cut is complete, and what is idle is overtaken. In a bounded
 * source it ends instead, with the watermark of the last cut.
 */
final class TotesysReader extends SingleThreadMultiplexSourceReaderBase<Reading, RowVersion, TotesysSplit, Progress> {

    private final SourceCatalog catalog;
    private boolean isLoadOver;
    private @Nullable Watermark last;

    TotesysReader(
            Supplier<SplitReader<Reading, TotesysSplit>> splitReader,
            SourceReaderContext context,
            SourceCatalog catalog) {
        super(splitReader, TotesysReader::emit, context.getConfiguration(), context);
        this.catalog = catalog;
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RowVersion> output) throws Exception {
        if (isLoadOver && getNumberOfCurrentlyAssignedSplits() == 0) {
            output.markIdle();
        }
        if (last != null) {
            output.emitWatermark(last);
            last = null;
        }
        return super.pollNext(output);
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event == LoadIsOver.INSTANCE) {
            isLoadOver = true;
            splitFetcherManager.getQueue().notifyAvailable();
        } else if (event instanceof CutIsClosed closed) {
            last = new Watermark(closed.instant());
            splitFetcherManager.getQueue().notifyAvailable();
        } else {
            super.handleSourceEvents(event);
        }
    }

    @Override
    protected void onSplitFinished(Map<String, Progress> finished) {
        for (Progress progress : finished.values()) {
            if (progress.split() instanceof CutsSplit cuts) {
                context.sendSourceEventToCoordinator(new CutIsClosed(cuts.cut()));
            }
        }
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected Progress initializedState(TotesysSplit split) {
        return new Progress(split, catalog);
    }

    @Override
    protected TotesysSplit toSplitType(String id, Progress progress) {
        return progress.split();
    }

    private static void emit(Reading reading, SourceOutput<RowVersion> output, Progress progress) {
        if (reading instanceof Reading.Seen seen) {
            RowVersion version = seen.version();
            output.collect(version, version.cut());
            progress.gaveOut(version);
        } else if (reading instanceof Reading.Closed closed) {
            progress.closed(closed.cuts());
            // In one step with the watermark: no checkpoint may hold that a cut is closed and not close it.
            closed.counts().forEach(count -> output.collect(count, count.cut()));
            closed.mark().ifPresent(mark -> output.collect(mark, mark.cut()));
            output.emitWatermark(new Watermark(closed.cuts().cut()));
        }
    }
}
