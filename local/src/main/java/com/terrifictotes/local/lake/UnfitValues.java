package com.terrifictotes.local.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.RowBuilder;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/** The values of a row that fit no type of Parquet, from the text in which the raw zone keeps them. */
final class UnfitValues {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("u-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final LocalDateTime POSTGRES_EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);

    private UnfitValues() {}

    /** An object from column to text. */
    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Cannot read values that fit no type of Parquet: expected an object of JSON", e);
        }
    }

    /** Adds such a value to a row, as Postgres sends it. */
    static void add(Kind kind, String text, RowBuilder row) {
        if (kind == Kind.DECIMAL) {
            row.bytes(number(text));
        } else {
            row.int64(micros(kind == Kind.INSTANT ? text.substring(0, text.lastIndexOf('+')) : text));
        }
    }

    /** Source: {@code numeric_send} in PostgreSQL's utils/adt/numeric.c. */
    private static byte[] number(String text) {
        String words = switch (text) {
            case "NaN" -> "00000000c0000000";
            case "Infinity" -> "00000000d0000020";
            case "-Infinity" -> "00000000f0000020";
            default ->
                throw new IllegalStateException(
                        "Cannot read a number that fits no decimal: %s, expected NaN, Infinity or -Infinity"
                                .formatted(text));
        };
        return HexFormat.of().parseHex(words);
    }

    private static long micros(String text) {
        return ChronoUnit.MICROS.between(POSTGRES_EPOCH, LocalDateTime.parse(text, TIMESTAMP));
    }
}
