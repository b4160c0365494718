package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.StarRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * A stream of so many cuts, each of {@value #ROWS_OF_A_CUT} payments and as many versions of currencies from every
 * source: number n is version n % 4 + 1 of number n / 4.
 *
 * @param sources how many there are, each with a part of the numbers
 */
record Trade(int cuts, int sources) {

    static final int VERSIONS = 4;
    static final int ROWS_OF_A_CUT = 40;

    long numbers() {
        return (long) cuts * ROWS_OF_A_CUT * sources;
    }

    /** How many payments there are when a cut is complete. */
    long completeTo(Instant cut) {
        return (ChronoUnit.MINUTES.between(StarRows.FIRST_CUT, cut) + 1) * ROWS_OF_A_CUT * sources;
    }

    DataStream<StarRow> stream(StreamExecutionEnvironment environment, MapFunction<Long, Long> onTheWay) {
        int numbersOfASource = cuts * ROWS_OF_A_CUT;
        return environment
                .fromSource(new NumberSequenceSource(0, numbers() - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .setParallelism(sources)
                .map(onTheWay)
                .uid("failures")
                .setParallelism(sources)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.forGenerator(context -> new EndOfCut(numbersOfASource)))
                .uid("watermarks")
                .setParallelism(sources)
                .<StarRow>flatMap((number, out) -> rows(number, numbersOfASource, out))
                .returns(ChangeTypes.STAR_ROW)
                .uid("rows")
                .setParallelism(sources)
                .rebalance();
    }

    private static void rows(long number, int numbersOfASource, Collector<StarRow> out) {
        Instant cut = cut(number, numbersOfASource);
        int id = (int) (number / VERSIONS) + 1;
        int version = (int) (number % VERSIONS) + 1;
        out.collect(StarRows.payment(cut, id, version, number + ".00", id));
        out.collect(new StarRow(
                "dim_currency",
                cut.toEpochMilli(),
                new RowBuilder()
                        .int32(id)
                        .text("C" + number)
                        .text("The C" + number)
                        .int32(version)
                        .timestamp(number)
                        .bool(false)
                        .build()));
    }

    private static Instant cut(long number, int numbersOfASource) {
        return StarRows.FIRST_CUT.plus(number % numbersOfASource / ROWS_OF_A_CUT, ChronoUnit.MINUTES);
    }

    /** A cut is complete behind its last row. */
    private record EndOfCut(int numbersOfASource) implements WatermarkGenerator<Long> {

        @Override
        public void onEvent(Long number, long timestamp, WatermarkOutput output) {
            if (number % ROWS_OF_A_CUT == ROWS_OF_A_CUT - 1) {
                output.emitWatermark(new Watermark(cut(number, numbersOfASource).toEpochMilli()));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // With the last row of a cut, and never else.
        }
    }
}
