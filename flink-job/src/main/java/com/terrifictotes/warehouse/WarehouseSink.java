package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.ServiceMetric;
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
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
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

    /** Well below the ten minutes after which Flink gives up a checkpoint, which waits meanwhile. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10), Duration.ofMinutes(5));

    private final Database database;
    private final String pipeline;
    private final QuarantineLimit limit;

    private WarehouseSink(Database database, String pipeline, QuarantineLimit limit) {
        this.database = database;
        this.pipeline = pipeline;
        this.limit = limit;
    }

    /**
     * The sink of a pipeline, which tries for five minutes before it tells the job that the warehouse fails.
     *
     * @param database the warehouse, with the schema that {@link WarehouseSchema#require} knows; its statements may take as
     *     long as publishing a whole first load does
     * @param pipeline its name: a warehouse belongs to one for ever
     * @param limit how much may be in quarantine before the job ends
     */
    public static WarehouseSink of(Database database, String pipeline, QuarantineLimit limit) {
        return new WarehouseSink(database, pipeline, limit);
    }

    @Override
    public SinkWriter<StarRow> createWriter(WriterInitContext context) throws IOException {
        Counter retries = ServiceMetric.PUBLISH_RETRIES.counter(context.metricGroup(), new ThreadSafeSimpleCounter());
        try {
            return StagingWriter.open(database, new Attempts(PATIENCE, retries::inc));
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
                .transform(
                        "publish",
                        CommittableMessageTypeInfo.of(PublishSerializer::new),
                        new PublishOperator(LedgerWatch.of(database, pipeline)))
                .uid("publish")
                .forceNonParallel()
                // All to the first committer, so that publishes are made in their order.
                .global();
    }

    @Override
    public Committer<Publish> createCommitter(CommitterInitContext context) {
        boolean isFirst = context.getTaskInfo().getIndexOfThisSubtask() == 0;
        PublishMetrics metrics = isFirst
                ? PublishMetrics.ofPublisher(context.metricGroup())
                : PublishMetrics.ofIdle(context.metricGroup());
        return new PublishCommitter(database, new Publisher(pipeline, limit), PATIENCE, metrics);
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
