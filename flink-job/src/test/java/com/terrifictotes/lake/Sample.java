package com.terrifictotes.lake;

import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A value for a column.
 *
 * @param writing adds it to a row
 * @param text as DuckDB shows it
 */
record Sample(Consumer<RowBuilder> writing, String text) {

    static final Sample NOTHING = new Sample(RowBuilder::nothing, "null");

    private static final long FRIDAY_AFTERNOON = TimeUnit.SECONDS.toMicros(1_731_680_400);

    /** One that is like no other column's, then the ends of the type. */
    static List<Sample> of(ColumnType type, int column) {
        return switch (type.kind()) {
            case INT16 -> List.of(int16(column), int16(Short.MIN_VALUE), int16(Short.MAX_VALUE));
            case INT32 -> List.of(int32(column), int32(Integer.MIN_VALUE), int32(Integer.MAX_VALUE));
            case INT64 -> List.of(int64(column), int64(Long.MIN_VALUE), int64(Long.MAX_VALUE));
            case FLOAT32 -> List.of(float32(column + 0.5f), float32(-0.25f), float32(1024.125f));
            case FLOAT64 -> List.of(float64(column + 0.5), float64(-0.25), float64(1024.125));
            case DECIMAL -> decimals(type, column);
            case BOOLEAN -> List.of(bool(column % 2 == 0), bool(false), bool(true));
            case TEXT -> List.of(text("column " + column), text(""), text("O'Hara, \"Größe\" 01138\n🧺|NULL"));
            case BYTES -> List.of(bytes("%02X".formatted(column)), bytes("00"), bytes("FF"));
            case DATE ->
                List.of(
                        date(LocalDate.of(2024, 11, 15).plusDays(column)),
                        date(LocalDate.of(1, 1, 1)),
                        date(LocalDate.of(9999, 12, 31)));
            case TIME ->
                List.of(
                        time(LocalTime.parse("14:20:52.186001").plusHours(column % 5)),
                        new Sample(row -> row.int64(0), "00:00:00"),
                        time(LocalTime.parse("23:59:59.999999")));
            case TIMESTAMP -> moments(column, "");
            case INSTANT -> moments(column, "+00");
        };
    }

    private static Sample int16(int value) {
        return new Sample(row -> row.int16(value), Integer.toString(value));
    }

    private static Sample int32(int value) {
        return new Sample(row -> row.int32(value), Integer.toString(value));
    }

    private static Sample int64(long value) {
        return new Sample(row -> row.int64(value), Long.toString(value));
    }

    private static Sample float32(float value) {
        return new Sample(row -> row.float32(value), Float.toString(value));
    }

    private static Sample float64(double value) {
        return new Sample(row -> row.float64(value), Double.toString(value));
    }

    private static Sample bool(boolean value) {
        return new Sample(row -> row.bool(value), Boolean.toString(value));
    }

    private static Sample text(String value) {
        return new Sample(row -> row.text(value), value);
    }

    private static Sample bytes(String hex) {
        return new Sample(row -> row.bytes(HexFormat.of().parseHex(hex)), "\\x" + hex);
    }

    private static Sample date(LocalDate value) {
        return new Sample(row -> row.date(value), value.toString());
    }

    private static Sample time(LocalTime value) {
        return new Sample(row -> row.int64(value.toNanoOfDay() / 1000), value.toString());
    }

    private static List<Sample> decimals(ColumnType type, int column) {
        BigInteger greatest = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
        return List.of(
                decimal(BigDecimal.valueOf(column, type.scale())),
                decimal(new BigDecimal(greatest.negate(), type.scale())),
                decimal(new BigDecimal(greatest, type.scale())));
    }

    private static Sample decimal(BigDecimal value) {
        return new Sample(row -> row.decimal(value), value.toPlainString());
    }

    private static List<Sample> moments(int column, String zone) {
        String text = "2024-11-15 14:20:%02d.186001".formatted(column);
        long micros = FRIDAY_AFTERNOON + TimeUnit.SECONDS.toMicros(column) + 186_001;
        return List.of(
                new Sample(row -> row.timestamp(micros), text + zone),
                new Sample(row -> row.timestamp(Row.INFINITELY_EARLY), "-infinity"),
                new Sample(row -> row.timestamp(Row.INFINITELY_LATE), "infinity"));
    }
}
