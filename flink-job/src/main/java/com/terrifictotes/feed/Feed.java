package com.terrifictotes.feed;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ValueType;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The change feed, as a graph: every change of every table is sent to a stream, at least once, those of a row in their
 * order.
 *
 * <pre>
 *   changes ──► feed records ──► feed (keyed by lane)
 * </pre>
 */
public final class Feed {

    private static final TypeInformation<FeedRecord> FEED_RECORD =
            new ValueType<>(FeedRecord.class, FeedRecordSerializer.INSTANCE);

    private final List<TableSchema> tables;
    private final FeedStream.Opening stream;

    private Feed(List<TableSchema> tables, FeedStream.Opening stream) {
        this.tables = List.copyOf(tables);
        this.stream = stream;
    }

    /**
     * A feed to a stream of Kinesis, after a look whether it is there.
     *
     * @param tables of totesys
     * @throws FeedException if it is not, or cannot be reached, or must not be looked at
     */
    public static Feed toKinesis(List<TableSchema> tables, StreamAddress address) {
        try (KinesisStream stream = KinesisStream.open(address)) {
            stream.require();
        }
        return of(tables, () -> KinesisStream.open(address));
    }

    static Feed of(List<TableSchema> tables, FeedStream.Opening stream) {
        return new Feed(tables, stream);
    }

    /** Adds the graph behind the changes. */
    public void build(DataStream<Change> changes) {
        changes.flatMap(new FeedRecords(tables))
                .returns(FEED_RECORD)
                .name("feed records")
                .uid("feed-records")
                .keyBy(FeedRecord::lane, Types.INT)
                .transform("feed", Types.VOID, new FeedOperatorFactory(stream))
                .uid("feed");
    }
}
