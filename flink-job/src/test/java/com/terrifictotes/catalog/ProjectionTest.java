package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarColumn.Reading;
import com.terrifictotes.catalog.StarTable.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {

    private static final ColumnType MONEY = ColumnType.decimal(10, 2);
    private static final StarColumn PRICE = StarColumn.of("value", MONEY, Reading.AS_IS);
    private static final StarColumn COUNT = StarColumn.of("value", ColumnType.of(Kind.INT32), Reading.AS_IS);
    private static final StarColumn WORDS = StarColumn.of("value", ColumnType.of(Kind.TEXT), Reading.AS_IS);
    private static final StarColumn DAY = StarColumn.of("value", ColumnType.of(Kind.DATE), Reading.DATE_OF);
    private static final StarColumn TIME = StarColumn.of("value", ColumnType.of(Kind.TIME), Reading.TIME_OF);
    private static final StarColumn AGREED = StarColumn.of("value", ColumnType.of(Kind.DATE), Reading.DATE_IN_TEXT);
    private static final StarColumn CURRENCY = StarColumn.of("value", ColumnType.of(Kind.TEXT), Reading.CURRENCY_NAME);

    @ParameterizedTest
    @CsvSource({
        "2024-11-15 14:20:52.186, 2024-11-15, 14:20:52.186",
        "2024-11-15 00:00:00, 2024-11-15, 00:00:00",
        "1999-12-31 23:59:59.999999, 1999-12-31, 23:59:59.999999",
        "1969-12-31 23:59:59.999999, 1969-12-31, 23:59:59.999999",
        "0001-01-01 12:00:00, 0001-01-01, 12:00:00",
        "-0043-03-15 12:00:00, -0043-03-15, 12:00:00",
        "9999-12-31 23:59:59.999999, 9999-12-31, 23:59:59.999999"
    })
    void aTimestampIsADateAndATimeOfDay(String timestamp, String date, String time) {
        for (Kind kind : List.of(Kind.TIMESTAMP, Kind.INSTANT)) {
            Row row = new RowBuilder().timestamp(Totesys.micros(timestamp)).build();

            assertThat(LocalDate.ofEpochDay(fits(DAY, ColumnType.of(kind), row).epochDay(0)))
                    .isEqualTo(LocalDate.parse(date));
            assertThat(LocalTime.ofNanoOfDay(
                            fits(TIME, ColumnType.of(kind), row).microsOfDay(0) * 1000))
                    .isEqualTo(LocalTime.parse(time));
        }
    }

    @Test
    void theLastDayOfPostgresIsADay() {
        Row row = new RowBuilder().int64(9_223_371_331_199_999_999L).build();

        assertThat(LocalDate.ofEpochDay(
                        fits(DAY, ColumnType.of(Kind.TIMESTAMP), row).epochDay(0)))
                .isEqualTo(LocalDate.of(294276, 12, 31));
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity"})
    void anInfiniteTimestampHasNoDate(String infinity) {
        Row row = new RowBuilder().timestamp(Totesys.micros(infinity)).build();

        assertThat(misfit(DAY, ColumnType.of(Kind.TIMESTAMP), row))
                .isEqualTo(new Misfit("value", infinity, "is infinite"));
        assertThat(misfit(TIME, ColumnType.of(Kind.INSTANT), row))
                .isEqualTo(new Misfit("value", infinity, "is infinite"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-15", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2083-02-28"})
    void aDateInTextIsThatDate(String date) {
        assertThat(LocalDate.ofEpochDay(
                        fits(AGREED, ColumnType.of(Kind.TEXT), text(date)).epochDay(0)))
                .isEqualTo(LocalDate.parse(date));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2083-02-30",
                "2023-02-29",
                "1900-02-29",
                "2024-13-01",
                "2024-00-10",
                "2024-11-00",
                "2024-11-31",
                "0000-01-01",
                " 2024-01-01",
                "2024-01-01 ",
                "2024-1-1",
                "2024-1-011",
                "2024/01/01",
                "24-01-2024",
                "12024-01-01",
                "-024-01-01",
                "infinity",
                "2024-11-1٥",
                "２024-1-1"
            })
    void aTextThatIsNoDateDoesNotFit(String text) {
        assertThat(misfit(AGREED, ColumnType.of(Kind.TEXT), text(text)))
                .isEqualTo(new Misfit("value", text, "is not a date of the form yyyy-mm-dd"));
    }

    @Test
    void aDateThatIsOneAlreadyStaysUnlessItIsInfinite() {
        Row day = new RowBuilder().date(LocalDate.of(2024, 11, 15)).build();
        Row never = new RowBuilder().int32(Integer.MAX_VALUE).build();

        assertThat(fits(AGREED, ColumnType.of(Kind.DATE), day)).isEqualTo(day);
        assertThat(misfit(AGREED, ColumnType.of(Kind.DATE), never))
                .isEqualTo(new Misfit("value", "infinity", "is infinite"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anIntegerOfAnotherWidthIsTheSameNumber(long number) {
        Row row = new RowBuilder().int64(number).build();

        assertThat(fits(COUNT, ColumnType.of(Kind.INT64), row))
                .isEqualTo(new RowBuilder().int32((int) number).build());
    }

    @Test
    void aNarrowIntegerIsWidened() {
        assertThat(fits(
                        COUNT,
                        ColumnType.of(Kind.INT16),
                        new RowBuilder().int16(-7).build()))
                .isEqualTo(new RowBuilder().int32(-7).build());
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE + 1L, Integer.MIN_VALUE - 1L, Long.MAX_VALUE, Long.MIN_VALUE})
    void anIntegerThatIsTooLargeDoesNotFit(long number) {
        assertThat(misfit(
                        COUNT,
                        ColumnType.of(Kind.INT64),
                        new RowBuilder().int64(number).build()))
                .isEqualTo(new Misfit("value", Long.toString(number), "does not fit integer"));
    }

    @ParameterizedTest
    @CsvSource({
        "12.3, 1, 12.30",
        "12.30000, 5, 12.30",
        "0, 0, 0.00",
        "-0.01, 2, -0.01",
        "99999999.99, 4, 99999999.99",
        "-99999999, 0, -99999999.00"
    })
    void aNumberOfAnotherScaleIsWrittenInTheDeclaredOne(String number, int scale, String money) {
        Row row =
                new RowBuilder().decimal(new BigDecimal(number).setScale(scale)).build();

        assertThat(fits(PRICE, ColumnType.decimal(38, scale), row))
                .isEqualTo(new RowBuilder().decimal(new BigDecimal(money)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "100000000.00", "-100000000", "99999999.999", "12345678901234567890.5"})
    void aNumberWithMoreDigitsDoesNotFit(String number) {
        Row row = new RowBuilder().decimal(new BigDecimal(number)).build();

        assertThat(misfit(PRICE, ColumnType.decimal(38, 10), row))
                .isEqualTo(new Misfit("value", number, "does not fit numeric(10,2)"));
    }

    @ParameterizedTest
    @CsvSource({"c000, NaN", "d000, Infinity", "f000, -Infinity"})
    void whatIsNotANumberDoesNotFit(String sign, String name) {
        Row row = new RowBuilder()
                .bytes(HexFormat.of().parseHex("00000000" + sign + "0000"))
                .build();

        for (ColumnType type : List.of(MONEY, ColumnType.decimal(12, 3))) {
            assertThat(misfit(PRICE, type, row)).isEqualTo(new Misfit("value", name, "is not a number"));
        }
    }

    @ParameterizedTest
    @CsvSource({"GBP, British Pound", "USD, US Dollar", "EUR, Euro", "ZZZ, ZZZ", "gbp, gbp", "'', ''"})
    void aCurrencyHasItsEnglishNameAndAnUnknownCodeItself(String code, String name) {
        assertThat(fits(CURRENCY, ColumnType.of(Kind.TEXT), text(code))).isEqualTo(text(name));
    }

    @Test
    void theNameOfACurrencyIsEnglishWhereverTheJobRuns() {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPAN);
            assertThat(Currency.getInstance("GBP").getDisplayName()).isNotEqualTo("British Pound");
            assertThat(Currencies.names().get("GBP")).isEqualTo("British Pound");
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void nullIsTheWordForItOrNullOrDoesNotFit() {
        Row nothing = new RowBuilder().nothing().build();

        assertThat(fits(WORDS.or("Not known"), ColumnType.of(Kind.TEXT), nothing))
                .isEqualTo(text("Not known"));
        assertThat(fits(WORDS.orNull(), ColumnType.of(Kind.TEXT), nothing)).isEqualTo(nothing);
        assertThat(misfit(WORDS, ColumnType.of(Kind.TEXT), nothing)).isEqualTo(new Misfit("value", null, "is NULL"));
        assertThat(fits(WORDS.or("Not known"), ColumnType.of(Kind.TEXT), text("")))
                .isEqualTo(text(""));
    }

    @Test
    void allThatDoesNotFitIsToldOnceForEachColumnOfTotesys() {
        Row order = Totesys.row(
                Totesys.SALES_ORDER,
                "sales_order_id",
                1,
                "created_at",
                "infinity",
                "last_updated",
                "2024-11-15 14:20:52.186",
                "unit_price",
                "3.10",
                "agreed_delivery_date",
                "soon",
                "agreed_payment_date",
                "2024-11-20");
        RowBuilder target = new RowBuilder();

        assertThat(Projection.ofSource(StarSchema.FACT_SALES_ORDER, Totesys.SALES_ORDER)
                        .append(order, target))
                .containsExactly(
                        new Misfit("created_at", "infinity", "is infinite"),
                        new Misfit("staff_id", null, "is NULL"),
                        new Misfit("counterparty_id", null, "is NULL"),
                        new Misfit("units_sold", null, "is NULL"),
                        new Misfit("currency_id", null, "is NULL"),
                        new Misfit("design_id", null, "is NULL"),
                        new Misfit("agreed_delivery_date", "soon", "is not a date of the form yyyy-mm-dd"),
                        new Misfit("agreed_delivery_location_id", null, "is NULL"));
    }

    @Test
    void eachSideOfAJoinedDimensionHasItsOwnFields() {
        RowBuilder staff = new RowBuilder();
        RowBuilder department = new RowBuilder();

        Projection.ofSource(StarSchema.DIM_STAFF, Totesys.STAFF)
                .append(
                        Totesys.row(
                                Totesys.STAFF,
                                "staff_id",
                                1,
                                "first_name",
                                "Ada",
                                "last_name",
                                "O'Keefe",
                                "department_id",
                                3,
                                "email_address",
                                "ada@totes"),
                        staff);
        Projection.ofLookup(StarSchema.DIM_STAFF, Totesys.DEPARTMENT)
                .append(Totesys.row(Totesys.DEPARTMENT, "department_id", 3, "department_name", "Sales"), department);

        assertThat(staff.build())
                .isEqualTo(new RowBuilder()
                        .int32(1)
                        .text("Ada")
                        .text("O'Keefe")
                        .text("ada@totes")
                        .build());
        assertThat(department.build())
                .isEqualTo(new RowBuilder().text("Sales").text("Not known").build());
    }

    @Test
    void aColumnOfATypeThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> project(COUNT, ColumnType.of(Kind.TEXT)))
                .hasMessage("Cannot read column: source.value of TEXT, expected an integer");
        assertThatThrownBy(() -> project(
                        StarColumn.of("value", ColumnType.of(Kind.INT32), Reading.MADE), ColumnType.of(Kind.INT32)))
                .hasMessage("Cannot read column: value, it is made of nothing in totesys");
    }

    @Test
    void onlyTheBeginningOfALongValueIsTold() {
        String text = "x".repeat(Misfit.LONGEST_VALUE - 1) + "🧺🧺";

        assertThat(new Misfit("value", "y".repeat(1001), "is long").value()).isEqualTo("y".repeat(1000));
        assertThat(misfit(AGREED, ColumnType.of(Kind.TEXT), text(text)).value())
                .isEqualTo("x".repeat(Misfit.LONGEST_VALUE - 1));
    }

    private static Row fits(StarColumn column, ColumnType from, Row row) {
        RowBuilder target = new RowBuilder();
        assertThat(project(column, from).append(row, target)).isEmpty();
        return target.build();
    }

    private static Misfit misfit(StarColumn column, ColumnType from, Row row) {
        List<Misfit> misfits = project(column, from).append(row, new RowBuilder());
        assertThat(misfits).hasSize(1);
        return misfits.get(0);
    }

    private static Projection project(StarColumn column, ColumnType from) {
        StarTable star = new StarTable("star", Role.DIMENSION, "", "source", Optional.empty(), List.of(column));
        TableSchema source = new TableSchema("source", List.of(Column.of("value", from, true)), List.of("value"));
        return Projection.ofSource(star, source);
    }

    private static Row text(String text) {
        return new RowBuilder().text(text).build();
    }
}
