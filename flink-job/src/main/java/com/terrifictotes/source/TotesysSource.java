package com.terrifictotes.source;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.RowVersion;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Every row version of totesys that a cut saw, losing none, with SELECT rights alone.
 *
 * <p>Guarantees. A row version that was visible at a cut and not at the one before is emitted with that cut's instant as
 * its timestamp; the watermark reaches that instant only behind all of them. Row versions may be emitted more than once
 * (those whose transaction id is not below the fence, and those of a cut that was broken off): equal content tells them.
 * For one key, versions never arrive before those of earlier cuts; only the chunks of a first load, which carry the
 * instant the load began, may be overtaken by the first cut.
 *
 * <p>A row that was given out, and is not there any more at a cut that reads all that is new of its table, is given out as
 * gone with that cut's instant. So may be a row that was never given out, or was told to be gone before: never one that is
 * there.
 *
 * <p>Tables above {@link ReadingOptions#windowFromRows()} that have an index on {@code last_updated} are complete at
 * every {@link ReadingOptions#sweepInterval()} instead of at every cut.
 */
public final class TotesysSource
        implements Source<RowVersion, TotesysSplit, EnumeratorState>, ResultTypeQueryable<RowVersion> {

    private static final long serialVersionUID = 1;

    private final Database database;
    private final SourceCatalog catalog;
    private final ReadingOptions options;

    /**
     * A source of the tables of a catalogue.
     *
     * @param catalog as {@link SourceCatalog#discover} found it when the job started
     */
    public TotesysSource(Database database, SourceCatalog catalog, ReadingOptions options) {
        this.database = database;
        this.catalog = catalog;
        this.options = options;
    }

    @Override
    public Boundedness getBoundedness() {
        return options.isBounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<TotesysSplit, EnumeratorState> createEnumerator(
            SplitEnumeratorContext<TotesysSplit> context) {
        return restoreEnumerator(context, EnumeratorState.UNPLANNED);
    }

    @Override
    public SplitEnumerator<TotesysSplit, EnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<TotesysSplit> context, EnumeratorState state) {
        return new TotesysEnumerator(context, database, catalog, options, state);
    }

    @Override
    public SourceReader<RowVersion, TotesysSplit> createReader(SourceReaderContext context) {
        ReaderMetrics metrics = new ReaderMetrics(context.metricGroup(), catalog);
        return new TotesysReader(() -> new TotesysSplitReader(database, catalog, options, metrics), context, catalog);
    }

    @Override
    public SimpleVersionedSerializer<TotesysSplit> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
        return new EnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<RowVersion> getProducedType() {
        return ChangeTypes.ROW_VERSION;
    }
}
