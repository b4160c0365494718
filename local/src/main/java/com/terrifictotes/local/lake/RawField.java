package com.terrifictotes.local.lake;

import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.RowBuilder;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a value gets from a Parquet file into a row: DuckDB hands it over in a form that passes through no calendar and no
 * time zone of the JVM, and it becomes the bytes that Postgres sent.
 */
final class RawField {

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

    private RawField() {}

    /** What DuckDB calls the type of a column in the raw zone. */
    static String type(ColumnType type) {
        return switch (type.kind()) {
            case INT16 -> "SMALLINT";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case DECIMAL -> "DECIMAL(%d,%d)".formatted(type.precision(), type.scale());
            case BOOLEAN -> "BOOLEAN";
            case TEXT -> "VARCHAR";
            case BYTES -> "BLOB";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case INSTANT -> "TIMESTAMPTZ";
        };
    }

    /** What a type in the raw zone that DuckDB calls so is. */
    static ColumnType type(String name) {
        return switch (name) {
            case "SMALLINT" -> ColumnType.of(Kind.INT16);
            case "INTEGER" -> ColumnType.of(Kind.INT32);
            case "BIGINT" -> ColumnType.of(Kind.INT64);
            case "FLOAT" -> ColumnType.of(Kind.FLOAT32);
            case "DOUBLE" -> ColumnType.of(Kind.FLOAT64);
            case "BOOLEAN" -> ColumnType.of(Kind.BOOLEAN);
            case "BLOB" -> ColumnType.of(Kind.BYTES);
            case "DATE" -> ColumnType.of(Kind.DATE);
            case "TIME" -> ColumnType.of(Kind.TIME);
            case "TIMESTAMP" -> ColumnType.of(Kind.TIMESTAMP);
            case "TIMESTAMP WITH TIME ZONE" -> ColumnType.of(Kind.INSTANT);
            default -> decimalOrText(name);
        };
    }

    private static ColumnType decimalOrText(String name) {
        Matcher decimal = DECIMAL.matcher(name);
        return decimal.matches()
                ? ColumnType.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)))
                : ColumnType.of(Kind.TEXT);
    }

    /** What to select of a value of {@link #type}: days and microseconds are counted as Postgres counts them. */
    static String selected(ColumnType type, String value) {
        return switch (type.kind()) {
            case DATE ->
                "CASE WHEN isinf(%1$s) THEN CASE WHEN %1$s > DATE '2000-01-01' THEN %2$d ELSE %3$d END ELSE %1$s - DATE '2000-01-01' END"
                        .formatted(value, Integer.MAX_VALUE, Integer.MIN_VALUE);
            case TIME -> "epoch_us(%s)".formatted(value);
            case TIMESTAMP, INSTANT ->
                "CASE WHEN isinf(%1$s) THEN CASE WHEN %1$s > %2$s '2000-01-01 00:00:00' THEN %3$d ELSE %4$d END ELSE epoch_us(%1$s) END"
                        .formatted(value, type(type), Long.MAX_VALUE, Long.MIN_VALUE);
            case INT16, INT32 -> "CAST(%s AS BIGINT)".formatted(value);
            case FLOAT32 -> "CAST(%s AS DOUBLE)".formatted(value);
            default -> value;
        };
    }

    /** Adds a selected value to a row. */
    static void read(ColumnType type, ResultSet from, int column, RowBuilder row) throws SQLException {
        switch (type.kind()) {
            case FLOAT32, FLOAT64 -> floating(type.kind(), from, column, row);
            case BOOLEAN -> bool(from, column, row);
            case DECIMAL, TEXT, BYTES -> object(type.kind(), from, column, row);
            default -> integer(type.kind(), from, column, row);
        }
    }

    private static void integer(Kind kind, ResultSet from, int column, RowBuilder row) throws SQLException {
        long value = from.getLong(column);
        if (from.wasNull()) {
            row.nothing();
            return;
        }
        switch (kind) {
            case INT16 -> row.int16((int) value);
            case INT32, DATE -> row.int32((int) value);
            case TIMESTAMP, INSTANT -> row.timestamp(value);
            default -> row.int64(value);
        }
    }

    private static void floating(Kind kind, ResultSet from, int column, RowBuilder row) throws SQLException {
        double value = from.getDouble(column);
        if (from.wasNull()) {
            row.nothing();
        } else if (kind == Kind.FLOAT32) {
            row.float32((float) value);
        } else {
            row.float64(value);
        }
    }

    private static void bool(ResultSet from, int column, RowBuilder row) throws SQLException {
        boolean value = from.getBoolean(column);
        if (from.wasNull()) {
            row.nothing();
        } else {
            row.bool(value);
        }
    }

    private static void object(Kind kind, ResultSet from, int column, RowBuilder row) throws SQLException {
        Object value = switch (kind) {
            case DECIMAL -> from.getBigDecimal(column);
            case TEXT -> from.getString(column);
            default -> from.getBytes(column);
        };
        if (value == null) {
            row.nothing();
        } else if (value instanceof BigDecimal number) {
            row.decimal(number);
        } else if (value instanceof String text) {
            row.text(text);
        } else {
            row.bytes((byte[]) value);
        }
    }
}
