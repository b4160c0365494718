package com.terrifictotes.job;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.BlockOperator;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.StarRow;
import com.terrifictotes.dimension.Calendar;
import com.terrifictotes.dimension.DimensionTypes;
import com.terrifictotes.dimension.Dimensions;
import com.terrifictotes.dimension.FactYear;
import com.terrifictotes.dimension.JoinedDimensions;
import com.terrifictotes.dimension.YearsOfFacts;
import com.terrifictotes.fact.Facts;
import com.terrifictotes.reconcile.Audit;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * The journey from the changes to the star, as a graph.
 *
 * <pre>
 *   changes ──► facts (keyed as the changes are) ───────┬──► star ──► sinks
 *           │     └► calendar (keyed by year) ──────────┤
 *           ├──► dimensions (keyed as the changes are) ─┤
 *           ├──► joined dimensions (keyed by dimension) ┘
 *           └┄┄► audit (one; nothing is sent to it)
 * </pre>
 *
 * @param sources the tables of totesys
 * @param sinks by name, which is their uid, too; each takes every row
 * @param audit compares the star with totesys while the job runs; null if nothing does
 */
record Star(
        List<TableSchema> sources,
        Map<String, Sink<StarRow>> sinks,
        @Nullable Audit audit) {

    Star {
        sources = List.copyOf(sources);
        sinks = Map.copyOf(sinks);
    }

    /** Adds the graph behind the changes. */
    void build(SingleOutputStreamOperator<Change> changes) {
        DataStream<StarRow> facts = facts(changes);
        DataStream<StarRow> rows = star(facts.union(calendar(facts), dimensions(changes), joinedDimensions(changes)));
        sinks.forEach((name, sink) -> rows.sinkTo(sink).name(name).uid(name.replace(' ', '-')));
        if (audit != null) {
            audit(changes, audit);
        }
    }

    /** Where streams meet, rows are sent from task to task: once to this step, instead of once to each sink. */
    private static DataStream<StarRow> star(DataStream<StarRow> rows) {
        return rows.map(row -> row).returns(ChangeTypes.STAR_ROW).name("star").uid("star");
    }

    /** It has a place in the graph to live as long as the job; nothing is sent there. */
    private static void audit(SingleOutputStreamOperator<Change> changes, Audit audit) {
        changes.getSideOutput(Audit.NOTHING)
                .process(audit, Types.VOID)
                .setParallelism(1)
                .name("audit")
                .uid("audit");
    }

    private DataStream<StarRow> facts(DataStream<Change> changes) {
        return keyed(changes)
                .transform("facts", ChangeTypes.STAR_ROW, new BlockOperator<>(new Facts(sources)))
                .uid("facts");
    }

    private static DataStream<StarRow> calendar(DataStream<StarRow> facts) {
        return facts.flatMap(new YearsOfFacts())
                .returns(DimensionTypes.FACT_YEAR)
                .name("years")
                .uid("years")
                .keyBy(FactYear::year, Types.INT)
                .process(new Calendar(), ChangeTypes.STAR_ROW)
                .name("calendar")
                .uid("calendar");
    }

    private DataStream<StarRow> dimensions(DataStream<Change> changes) {
        return keyed(changes)
                .transform("dimensions", ChangeTypes.STAR_ROW, new BlockOperator<>(new Dimensions(sources)))
                .uid("dimensions");
    }

    /** Changes come keyed by blocks of keys: nothing is sent over the network a second time. */
    private static KeyedStream<Change, ChangeKey> keyed(DataStream<Change> changes) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                changes, change -> change.version().key().block(), ChangeTypes.CHANGE_KEY);
    }

    private DataStream<StarRow> joinedDimensions(DataStream<Change> changes) {
        return changes.flatMap(JoinedDimensions::addressed)
                .returns(ChangeTypes.CHANGE)
                .name("sides")
                .uid("sides")
                .keyBy(JoinedDimensions::dimension, Types.STRING)
                .process(new JoinedDimensions(sources), ChangeTypes.STAR_ROW)
                .name("joined dimensions")
                .uid("joined-dimensions");
    }
}
