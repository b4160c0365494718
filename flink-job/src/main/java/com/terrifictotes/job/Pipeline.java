package com.terrifictotes.job;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeDetector;
import com.terrifictotes.change.ChangeOperator;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.feed.Feed;
import com.terrifictotes.reconcile.CountAudit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The journey of a row, as a graph. Where rows come from and where they go is handed in.
 *
 * <pre>
 *   totesys ──► changes (keyed by blocks of primary keys) ┬─► raw zone
 *                                                         ├─► feed
 *                                                         ├─► star ─┬─► processed zone
 *                                                         │         └─► warehouse
 *                                                         └┄┄► counts (one): as many rows as totesys has?
 * </pre>
 *
 * @param totesys every row version, cut by cut
 * @param tables of totesys
 * @param rawZone takes every change
 * @param feed sends every change to a stream; null if nothing does
 * @param star what is made of the changes; null if nothing is
 */
record Pipeline(
        Source<RowVersion, ?, ?> totesys,
        List<TableSchema> tables,
        Sink<Change> rawZone,
        @Nullable Feed feed,
        @Nullable Star star) {

    /** Keys are spread over this many groups for ever: it is the most parallelism there can be. */
    static final int MAX_PARALLELISM = 128;

    private static final String RAW_ZONE = "raw zone";

    Pipeline {
        tables = List.copyOf(tables);
    }

    /** What the graph needs of any Flink it runs on; nothing that is the platform's to say. */
    static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }

    /** Adds the graph to an environment. */
    void build(StreamExecutionEnvironment environment) {
        environment.configure(configuration());

        DataStream<RowVersion> versions = environment
                .fromSource(totesys, WatermarkStrategy.noWatermarks(), "totesys", ChangeTypes.ROW_VERSION)
                .uid("totesys");

        SingleOutputStreamOperator<Change> changes = versions.keyBy(
                        version -> version.key().block(), ChangeTypes.CHANGE_KEY)
                .transform("changes", ChangeTypes.CHANGE, new ChangeOperator(new ChangeDetector(receivers(), tables)))
                .uid("changes");

        changes.sinkTo(rawZone).name(RAW_ZONE).uid("raw-zone");
        if (feed != null) {
            feed.build(changes);
        }
        if (star != null) {
            star.build(changes);
        }
        audit(changes);
    }

    private static void audit(SingleOutputStreamOperator<Change> changes) {
        changes.getSideOutput(ChangeDetector.COUNTS)
                .transform("counts", Types.VOID, new CountAudit())
                .setParallelism(1)
                .uid("counts");
    }

    /** Whoever must have all changes from the first on. A feed may begin at any time. */
    private Set<String> receivers() {
        Set<String> names = new HashSet<>(star == null ? Set.of() : star.sinks().keySet());
        names.add(RAW_ZONE);
        return names;
    }
}
