package com.terrifictotes.job;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.StarRow;
import com.terrifictotes.dimension.Calendar;
import com.terrifictotes.dimension.DimensionTypes;
import com.terrifictotes.dimension.Dimensions;
import com.terrifictotes.dimension.FactYear;
import com.terrifictotes.dimension.JoinedDimensions;
import com.terrifictotes.dimension.YearsOfFacts;
import com.terrifictotes.fact.Facts;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;

/**
 * The journey from the changes to the star, as a graph.
 *
 * <pre>
 *   changes ──► facts ──────────────────────────────────┬──► sinks
 *           │     └► calendar (keyed by year) ──────────┤
 *           ├──► dimensions (keyed as the changes are) ─┤
 *           └──► joined dimensions (keyed by dimension) ┘
 * </pre>
 *
 * @param sources the tables of totesys
 * @param sinks by name, which is their uid, too; each takes every row
 */
record Star(List<TableSchema> sources, Map<String, Sink<StarRow>> sinks) {

    Star {
        sources = List.copyOf(sources);
        sinks = Map.copyOf(sinks);
    }

    /** Adds the graph behind the changes. */
    void build(DataStream<Change> changes) {
        DataStream<StarRow> facts = facts(changes);
        DataStream<StarRow> rows = facts.union(calendar(facts), dimensions(changes), joinedDimensions(changes));
        sinks.forEach((name, sink) -> rows.sinkTo(sink).name(name).uid(name.replace(' ', '-')));
    }

    private DataStream<StarRow> facts(DataStream<Change> changes) {
        return changes.process(new Facts(sources), ChangeTypes.STAR_ROW)
                .name("facts")
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

    /** Changes come keyed as dimensions need them: nothing is sent over the network a second time. */
    private DataStream<StarRow> dimensions(DataStream<Change> changes) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                        changes, change -> change.version().key(), ChangeTypes.CHANGE_KEY)
                .process(new Dimensions(sources), ChangeTypes.STAR_ROW)
                .name("dimensions")
                .uid("dimensions");
    }

    private DataStream<StarRow> joinedDimensions(DataStream<Change> changes) {
        return changes.filter(JoinedDimensions::isMadeOf)
                .name("sides")
                .uid("sides")
                .keyBy(JoinedDimensions::dimension, Types.STRING)
                .process(new JoinedDimensions(sources), ChangeTypes.STAR_ROW)
                .name("joined dimensions")
                .uid("joined-dimensions");
    }
}
