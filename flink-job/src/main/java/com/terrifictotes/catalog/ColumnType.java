package com.terrifictotes.catalog;

import java.io.Serializable;

/**
 * The type of a column: what its values are, whatever Postgres, Flink or Parquet call it.
 *
 * <p>This is the only place that knows which SQL type is which. A type that has no kind of its own (uuid, json, arrays,
 * intervals, numerics without bounds, ...) is read as Postgres writes it in text, which loses nothing.
 *
 * @param kind what the values are
 * @param precision digits in all of a {@link Kind#DECIMAL}, at most {@value #MOST_DIGITS}; else 0
 * @param scale digits behind the point of a {@link Kind#DECIMAL}; else 0
 */
public record ColumnType(Kind kind, int precision, int scale) implements Serializable {

    /** The most digits that every reader of the lake takes in a decimal. */
    static final int MOST_DIGITS = 38;

    private static final int TYPE_MODIFIER_HEADER = 4;

    /** The kinds of values. */
    public enum Kind {
        /** A 16-bit integer. */
        INT16,
        /** A 32-bit integer. */
        INT32,
        /** A 64-bit integer. */
        INT64,
        /** An IEEE 754 single. */
        FLOAT32,
        /** An IEEE 754 double. */
        FLOAT64,
        /** An exact decimal with a fixed number of digits behind the point. */
        DECIMAL,
        /** True or false. */
        BOOLEAN,
        /** Unicode text. */
        TEXT,
        /** Bytes. */
        BYTES,
        /** A day of the calendar. */
        DATE,
        /** A time of day, microseconds. */
        TIME,
        /** A date and time without a zone, microseconds. */
        TIMESTAMP,
        /** A point in time, microseconds. */
        INSTANT;

        /** Whether this is one of the integers. */
        public boolean isInteger() {
            return this == INT16 || this == INT32 || this == INT64;
        }
    }

    public ColumnType {
        if (kind == Kind.DECIMAL && (precision < 1 || precision > MOST_DIGITS || scale < 0 || scale > precision)) {
            throw new IllegalArgumentException(
                    "Cannot make a decimal type: numeric(%d,%d), expected 1 to %d digits, 0 to all of them behind the point"
                            .formatted(precision, scale, MOST_DIGITS));
        }
        if (kind != Kind.DECIMAL && (precision != 0 || scale != 0)) {
            throw new IllegalArgumentException("Cannot give digits to a type without: " + kind);
        }
    }

    /** A type that needs no more words than its kind. */
    public static ColumnType of(Kind kind) {
        return new ColumnType(kind, 0, 0);
    }

    /** An exact decimal. */
    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }

    /**
     * The type for a type of Postgres.
     *
     * @param name {@code pg_type.typname}
     * @param modifier {@code pg_attribute.atttypmod}; -1 if there is none
     */
    public static ColumnType ofPostgres(String name, int modifier) {
        return switch (name) {
            case "int2" -> of(Kind.INT16);
            case "int4" -> of(Kind.INT32);
            case "int8" -> of(Kind.INT64);
            case "float4" -> of(Kind.FLOAT32);
            case "float8" -> of(Kind.FLOAT64);
            case "bool" -> of(Kind.BOOLEAN);
            case "bytea" -> of(Kind.BYTES);
            case "date" -> of(Kind.DATE);
            case "time" -> of(Kind.TIME);
            case "timestamp" -> of(Kind.TIMESTAMP);
            case "timestamptz" -> of(Kind.INSTANT);
            case "numeric" -> ofNumeric(modifier);
            default -> of(Kind.TEXT);
        };
    }

    private static ColumnType ofNumeric(int modifier) {
        if (modifier < TYPE_MODIFIER_HEADER) {
            return of(Kind.TEXT);
        }
        int precision = (modifier - TYPE_MODIFIER_HEADER) >> 16;
        int scale = (modifier - TYPE_MODIFIER_HEADER) & 0xFFFF;
        boolean fits = precision <= MOST_DIGITS && scale <= precision;
        return fits ? decimal(precision, scale) : of(Kind.TEXT);
    }

    @Override
    public String toString() {
        return kind == Kind.DECIMAL ? "DECIMAL(%d,%d)".formatted(precision, scale) : kind.name();
    }
}
