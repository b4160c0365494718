package com.terrifictotes.job;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.warehouse.QuarantineLimit;
import com.terrifictotes.warehouse.WarehouseSink;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The star made of changes that were kept, instead of those of a totesys that is followed: by the same graph, into a
 * warehouse by the same sink. Nothing is written to the lake.
 */
public final class StarOfChanges {

    private StarOfChanges() {}

    /**
     * Adds the graph to an environment. It counts the metric {@code changesKept}.
     *
     * @param changes in order of cut, those of a key in the order of their numbers; behind all changes of a closed cut, and
     *     before those of any later one, the change of {@link ClosedCuts} that says so
     * @param tables that the changes are of
     * @param warehouse a new one
     * @param pipeline its name
     * @throws com.terrifictotes.catalog.UserException if the tables are not as the star needs them
     */
    public static void build(
            StreamExecutionEnvironment environment,
            Source<Change, ?, ?> changes,
            List<TableSchema> tables,
            Database warehouse,
            String pipeline) {
        StarSchema.requireSource(new SourceCatalog("public", tables));
        environment.configure(Pipeline.configuration());
        SingleOutputStreamOperator<Change> kept = environment
                .fromSource(changes, closedCuts(), "kept changes", ChangeTypes.CHANGE)
                .uid("kept-changes")
                .setParallelism(1)
                .keyBy(change -> change.version().key().block(), ChangeTypes.CHANGE_KEY)
                .map(new Counting())
                .returns(ChangeTypes.CHANGE)
                .name("keyed changes")
                .uid("keyed-changes");
        new Star(tables, Map.of("warehouse", WarehouseSink.of(warehouse, pipeline, QuarantineLimit.none())), null)
                .build(kept);
    }

    private static WatermarkStrategy<Change> closedCuts() {
        return WatermarkStrategy.<Change>forGenerator(context -> new CutByCut())
                .withTimestampAssigner((change, before) -> change.version().cut());
    }

    /** A watermark behind each cut that was closed, as the source of totesys has it. */
    private static final class CutByCut implements WatermarkGenerator<Change> {

        @Override
        public void onEvent(Change change, long cut, WatermarkOutput output) {
            if (change.table().equals(ClosedCuts.TABLE.name())) {
                output.emitWatermark(new Watermark(cut));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // Time does not close a cut.
        }
    }

    /** Keeps changes keyed as the star takes them. */
    @SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
    private static final class Counting extends RichMapFunction<Change, Change> {

        private static final long serialVersionUID = 1;

        private transient Counter kept;

        @Override
        public void open(OpenContext context) {
            kept = getRuntimeContext().getMetricGroup().counter("changesKept");
        }

        @Override
        public Change map(Change change) {
            kept.inc();
            return change;
        }
    }
}
