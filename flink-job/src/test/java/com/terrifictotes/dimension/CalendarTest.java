package com.terrifictotes.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.StarRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {

    @ParameterizedTest
    @CsvSource({
        "2024-01-01, 2024, 1, 1, 1, Monday, January, 1",
        "2024-02-29, 2024, 2, 29, 4, Thursday, February, 1",
        "2024-12-31, 2024, 12, 31, 2, Tuesday, December, 4",
        "2083-07-04, 2083, 7, 4, 7, Sunday, July, 3",
        "1969-06-30, 1969, 6, 30, 1, Monday, June, 2",
        "0001-01-01, 1, 1, 1, 1, Monday, January, 1",
        "0000-12-31, -1, 12, 31, 7, Sunday, December, 4"
    })
    void aDayIsWhatEveryCalendarSays(
            LocalDate date,
            int year,
            int month,
            int day,
            int dayOfWeek,
            String dayName,
            String monthName,
            int quarter) {
        Row row = new RowBuilder()
                .date(date)
                .int32(year)
                .int32(month)
                .int32(day)
                .int32(dayOfWeek)
                .text(dayName)
                .text(monthName)
                .int32(quarter)
                .int32(1)
                .timestamp(Row.INFINITELY_EARLY)
                .bool(false)
                .build();

        assertThat(Days.year(date.toEpochDay())).isEqualTo(year);
        assertThat(Days.of(year).filter(other -> other.epochDay(0) == date.toEpochDay()))
                .containsExactly(row);
        assertThat(row.size()).isEqualTo(StarSchema.DIM_DATE.rows().columns().size());
    }

    @ParameterizedTest
    @CsvSource({"2023, 365", "2024, 366", "1900, 365", "2000, 366", "-1, 366", "-2, 365", "1, 365"})
    void aYearHasAllItsDaysInOrder(int year, int days) {
        List<Integer> epochDays = Days.of(year).map(row -> row.epochDay(0)).toList();

        assertThat(epochDays).hasSize(days).isSorted().doesNotHaveDuplicates();
        assertThat(Days.year(epochDays.get(0))).isEqualTo(year);
        assertThat(Days.year(epochDays.get(days - 1))).isEqualTo(year);
    }

    @Test
    void theYearOfTheEarliestTimestampBeginsWithTheFirstDayOfPostgres() {
        LocalDate first = LocalDate.of(-4713, 11, 24);

        assertThat(Days.of(Days.year(first.toEpochDay())).map(row -> (long) row.epochDay(0)))
                .hasSize(38)
                .startsWith(first.toEpochDay());
    }

    @Test
    void daysAndMonthsHaveEnglishNamesWhereverTheJobRuns() {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Row first = Days.of(2024).findFirst().orElseThrow();
            assertThat(List.of(first.text(5), first.text(6))).containsExactly("Monday", "January");
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void aFactTellsTheYearsOfAllItsDatesOnce() {
        List<FactYear> years = new ArrayList<>();
        YearsOfFacts yearsOfFacts = new YearsOfFacts();
        yearsOfFacts.open(DefaultOpenContext.INSTANCE);

        yearsOfFacts.flatMap(payment(7, "2024-11-15", "2024-12-31", "2025-01-02"), new ListCollector<>(years));
        yearsOfFacts.flatMap(payment(8, "2024-11-15", "2025-11-15", "2083-01-02"), new ListCollector<>(years));
        yearsOfFacts.flatMap(new StarRow("quarantine", 9, new RowBuilder().build()), new ListCollector<>(years));
        yearsOfFacts.flatMap(deletedPayment(9), new ListCollector<>(years));

        assertThat(years).containsExactly(new FactYear(2024, 7), new FactYear(2025, 7), new FactYear(2083, 8));
    }

    @Test
    void aYearIsToldAgainIfAnEarlierCutNeedsIt() {
        List<FactYear> years = new ArrayList<>();
        YearsOfFacts yearsOfFacts = new YearsOfFacts();
        yearsOfFacts.open(DefaultOpenContext.INSTANCE);

        for (long cut : new long[] {8, 7, 8, 7, 9}) {
            yearsOfFacts.flatMap(payment(cut, "2024-11-15", "2024-11-15", "2024-11-15"), new ListCollector<>(years));
        }

        assertThat(years).containsExactly(new FactYear(2024, 8), new FactYear(2024, 7));
    }

    @Test
    void theDaysOfAYearComeOnceWithTheFirstCutThatNeedsThem() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened()) {
            harness.processElement(new FactYear(2024, 8), 8);
            harness.processElement(new FactYear(2024, 7), 7);
            harness.processElement(new FactYear(2023, 8), 8);
            harness.processWatermark(new Watermark(7));
            assertThat(harness.extractOutputValues())
                    .isEqualTo(Days.of(2024)
                            .map(day -> new StarRow("dim_date", 7, day))
                            .toList());
            state = harness.snapshot(1, 1);
        }
        try (Harness harness = Harness.restored(state)) {
            harness.processElement(new FactYear(2024, 8), 8);
            harness.processWatermark(new Watermark(8));
            harness.processElement(new FactYear(2023, 9), 9);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.extractOutputValues())
                    .isEqualTo(Days.of(2023)
                            .map(day -> new StarRow("dim_date", 8, day))
                            .toList());
        }
    }

    private static StarRow payment(long cut, String created, String updated, String due) {
        Row row = new RowBuilder()
                .int32(1)
                .date(LocalDate.parse(created))
                .int64(0)
                .date(LocalDate.parse(updated))
                .int64(0)
                .int32(1)
                .int32(1)
                .nothing()
                .int32(1)
                .int32(1)
                .bool(true)
                .date(LocalDate.parse(due))
                .int32(1)
                .timestamp(0)
                .bool(false)
                .build();
        return new StarRow("fact_payment", cut, row);
    }

    private static StarRow deletedPayment(long cut) {
        RowBuilder row = new RowBuilder().int32(1);
        for (int unknown = 1; unknown < StarSchema.FACT_PAYMENT.columns().size(); unknown++) {
            row.nothing();
        }
        return new StarRow(
                "fact_payment", cut, row.int32(2).timestamp(0).bool(true).build());
    }

    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<Integer, FactYear, StarRow> {

        private Harness() throws Exception {
            super(new KeyedProcessOperator<>(new Calendar()), FactYear::year, Types.INT);
            setup(ChangeTypes.STAR_ROW.createSerializer(new SerializerConfigImpl()));
        }

        static Harness opened() throws Exception {
            Harness harness = new Harness();
            harness.open();
            return harness;
        }

        static Harness restored(OperatorSubtaskState state) throws Exception {
            Harness harness = new Harness();
            harness.initializeState(state);
            harness.open();
            return harness;
        }
    }
}
