package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.change.StarRow;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The warehouse: every row of the star, once, and never half a cut.
 *
 * <pre>
 *   rows ─► writers: stage under a batch ─► publish (one): what the checkpoint vouches for ─► committer: one transaction
 * </pre>
 *
 * <p>Rows become visible with the first checkpoint behind the watermark of their cut. The sink needs a uid, and rows whose
 * cut is never later than the watermark behind them.
 */
public final class WarehouseSink
        implements Sink<StarRow>, SupportsCommitter<Publish>, SupportsPreCommitTopology<Staged, Publish> {

    private static final long serialVersionUID = 1;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(1);

    private final Database database;
    private final String pipeline;
    private final Patience patience;

    private WarehouseSink(Database database, String pipeline, Patience patience) {
        this.database = database;
        this.pipeline = pipeline;
        this.patience = patience;
    }

    /**
     * The sink of a pipeline, which tries for a minute before it tells the job that the warehouse fails.
     *
     * @param database the warehouse, with the schema that {@link WarehouseSchema#require} knows; its statements may take as
     *     long as publishing a whole first load does
     * @param pipeline its name: a warehouse belongs to one for ever
     */
    public static WarehouseSink of(Database database, String pipeline) {
        return new WarehouseSink(database, pipeline, new Patience(LONGEST_PAUSE, GIVE_UP_AFTER));
    }

    /** The same sink, more or less patient with a warehouse that fails. */
    public WarehouseSink givingUpAfter(Duration duration) {
        return new WarehouseSink(database, pipeline, new Patience(LONGEST_PAUSE, duration));
    }

    @Override
    public SinkWriter<StarRow> createWriter(WriterInitContext context) throws IOException {
        try {
            return StagingWriter.open(database, new Attempts(patience, () -> {}));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Cannot begin to stage rows: cancelled", e);
        }
    }

    @Override
    public DataStream<CommittableMessage<Publish>> addPreCommitTopology(
            DataStream<CommittableMessage<Staged>> committables) {
        return committables
                .global()
                .transform("publish", CommittableMessageTypeInfo.of(PublishSerializer::new), new PublishOperator())
                .uid("publish")
                .forceNonParallel()
                // All to the first committer, so that publishes are made in their order.
                .global();
    }

    @Override
    public Committer<Publish> createCommitter(CommitterInitContext context) {
        return new PublishCommitter(database, pipeline, patience, new PublishMetrics(context.metricGroup()));
    }

    @Override
    public SimpleVersionedSerializer<Staged> getWriteResultSerializer() {
        return new StagedSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Publish> getCommittableSerializer() {
        return new PublishSerializer();
    }
}
