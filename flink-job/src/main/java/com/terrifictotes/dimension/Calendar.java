package com.terrifictotes.dimension;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.change.StarOutput;
import com.terrifictotes.change.StarRow;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes every day of a year, once, with the first cut that has a fact in it: no fact is visible without its days.
 *
 * <p>It waits until the watermark passes that cut, because the fact of an earlier cut can come after that of a later
 * one. Keyed by year. It counts the metrics of {@link StarOutput} for {@code dim_date}.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the object, then opens it.
public final class Calendar extends KeyedProcessFunction<Integer, FactYear, StarRow> {

    private static final long serialVersionUID = 1;

    /** Instead of a cut, in the state of a year whose days are made. */
    private static final long MADE = Long.MIN_VALUE;

    private transient ValueState<Long> firstCut;
    private transient StarOutput output;

    /** A calendar without a day. */
    public Calendar() {}

    @Override
    public void open(OpenContext context) {
        firstCut = getRuntimeContext().getState(new ValueStateDescriptor<>("first-cut", Types.LONG));
        output = StarOutput.of(StarSchema.DIM_DATE, getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(FactYear year, Context context, Collector<StarRow> out) throws Exception {
        Long before = firstCut.value();
        if (before == null || year.cut() < before) {
            firstCut.update(year.cut());
            context.timerService().registerEventTimeTimer(year.cut());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<StarRow> out) throws Exception {
        Long cut = firstCut.value();
        if (cut == null || cut == MADE) {
            return;
        }
        firstCut.update(MADE);
        Days.of(context.getCurrentKey()).forEach(day -> output.made(cut, day, out));
    }
}
