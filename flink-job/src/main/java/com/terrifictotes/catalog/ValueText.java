package com.terrifictotes.catalog;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as Postgres shows them to people, in ISO style and UTC. */
public final class ValueText {

    private static final long MICROS_OF_A_DAY = 86_400_000_000L;

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 7, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private ValueText() {}

    /** The primary key of a row; the values of one with several columns are joined by commas. */
    public static String key(TableSchema table, Row row) {
        return Arrays.stream(table.keyIndexes())
                .mapToObj(field -> of(table.columns().get(field).type(), row, field))
                .collect(Collectors.joining(","));
    }

    /** A value that is not NULL. */
    public static String of(ColumnType type, Row row, int field) {
        return switch (type.kind()) {
            case INT16, INT32, INT64 -> Long.toString(row.integer(field));
            case FLOAT32 -> Float.toString(row.float32(field));
            case FLOAT64 -> Double.toString(row.float64(field));
            case DECIMAL -> row.isNumber(field) ? row.decimal(field).toPlainString() : row.notANumber(field);
            case BOOLEAN -> Boolean.toString(row.bool(field));
            case TEXT -> row.text(field);
            case BYTES -> "\\x" + hex(row.bytes(field));
            case DATE -> date(row.epochDay(field));
            case TIME -> time(row.microsOfDay(field));
            case TIMESTAMP -> timestamp(row, field, "");
            case INSTANT -> timestamp(row, field, "+00");
        };
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static String date(int epochDay) {
        return switch (epochDay) {
            case Integer.MAX_VALUE -> "infinity";
            case Integer.MIN_VALUE -> "-infinity";
            default -> {
                LocalDate date = LocalDate.ofEpochDay(epochDay);
                yield DATE.format(date) + era(date);
            }
        };
    }

    private static String time(long microsOfDay) {
        return microsOfDay == MICROS_OF_A_DAY ? "24:00:00" : TIME.format(LocalTime.ofNanoOfDay(microsOfDay * 1000));
    }

    private static String timestamp(Row row, int field, String zone) {
        long micros = row.integer(field);
        if (micros == Row.INFINITELY_LATE || micros == Row.INFINITELY_EARLY) {
            return micros == Row.INFINITELY_LATE ? "infinity" : "-infinity";
        }
        LocalDateTime time = row.dateTime(field);
        return DATE.format(time) + ' ' + TIME.format(time) + zone + era(time.toLocalDate());
    }

    private static String era(LocalDate date) {
        return date.getEra() == IsoEra.BCE ? " BC" : "";
    }
}
