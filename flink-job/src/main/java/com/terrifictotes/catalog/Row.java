package com.terrifictotes.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The values of one row, in the form in which Postgres itself sends and takes them: a tuple of binary COPY (a 16-bit
 * count of fields, then each field as a 32-bit length, -1 for NULL, and that many bytes).
 *
 * <p>A row is made once, where it is read, and decoded only where it is written: between the two it is a piece of
 * memory. The form is length-prefixed and null-safe, so two rows of one {@link TableSchema#shape() shape} are equal
 * exactly if their bytes are. Format: PostgreSQL documentation, COPY, "Binary Format".
 *
 * <p>Immutable; the array handed in must not be written to any more. Reading a field of the wrong kind gives nonsense or
 * an {@link IndexOutOfBoundsException}: the schema is the caller's to know.
 */
public final class Row {

    /** Microseconds of a timestamp that is infinitely late, in Postgres and here. */
    public static final long INFINITELY_LATE = Long.MAX_VALUE;
    /** Microseconds of a timestamp that is infinitely early, in Postgres and here. */
    public static final long INFINITELY_EARLY = Long.MIN_VALUE;

    /** The latest timestamp before infinity that has {@link #epochMicros}: 294247-01-10 04:00:54.775806. */
    public static final long LATEST_MICROS = Long.MAX_VALUE - 1;

    static final long MICROS_TO_POSTGRES_EPOCH = 946_684_800_000_000L;
    static final int DAYS_TO_POSTGRES_EPOCH = 10_957;

    private static final LocalDateTime POSTGRES_EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final byte[] tuple;
    /** Where each field's length stands; one more entry for the end. */
    private final int[] offsets;

    private Row(byte[] tuple, int[] offsets) {
        this.tuple = tuple;
        this.offsets = offsets;
    }

    /**
     * A row over the bytes of a tuple.
     *
     * @throws IllegalArgumentException if the bytes are not exactly one tuple
     */
    public static Row of(byte[] tuple) {
        return new Row(tuple, Tuples.offsets(tuple, 0, tuple.length));
    }

    /** The bytes, shared: not to be written to. */
    public byte[] tuple() {
        return tuple;
    }

    /** How many fields there are. */
    public int size() {
        return offsets.length - 1;
    }

    /** Whether the field is NULL. */
    public boolean isNull(int field) {
        return Tuples.readInt(tuple, offsets[field]) < 0;
    }

    /** An integer of any width. */
    public long integer(int field) {
        int start = start(field);
        return switch (length(field)) {
            case Short.BYTES -> (short) ((tuple[start] << 8) | (tuple[start + 1] & 0xFF));
            case Integer.BYTES -> Tuples.readInt(tuple, start);
            default -> Tuples.readLong(tuple, start);
        };
    }

    /** A boolean. */
    public boolean bool(int field) {
        return tuple[start(field)] != 0;
    }

    /** A single. */
    public float float32(int field) {
        return Float.intBitsToFloat(Tuples.readInt(tuple, start(field)));
    }

    /** A double. */
    public double float64(int field) {
        return Double.longBitsToDouble(Tuples.readLong(tuple, start(field)));
    }

    /** A text. */
    public String text(int field) {
        return new String(tuple, start(field), length(field), StandardCharsets.UTF_8);
    }

    /** The bytes of a field of any kind (of a text: UTF-8), as a view. */
    public ByteBuffer bytes(int field) {
        return ByteBuffer.wrap(tuple, start(field), length(field)).slice().asReadOnlyBuffer();
    }

    /** Where the bytes of a field begin in {@link #tuple()}. */
    public int start(int field) {
        return offsets[field] + Integer.BYTES;
    }

    /** How many bytes a field has; -1 if it is NULL. */
    public int length(int field) {
        return Tuples.readInt(tuple, offsets[field]);
    }

    /** Days since 1970-01-01. {@code infinity} is {@link Integer#MAX_VALUE}, {@code -infinity} the least integer. */
    public int epochDay(int field) {
        int days = Tuples.readInt(tuple, start(field));
        boolean isInfinite = days == Integer.MAX_VALUE || days == Integer.MIN_VALUE;
        return isInfinite ? days : days + DAYS_TO_POSTGRES_EPOCH;
    }

    /** Microseconds since midnight. */
    public long microsOfDay(int field) {
        return Tuples.readLong(tuple, start(field));
    }

    /**
     * Microseconds since 1970-01-01 00:00:00, of a timestamp as it is written, of an instant in UTC.
     * {@link #INFINITELY_LATE} and {@link #INFINITELY_EARLY} stand for Postgres' infinities.
     *
     * @throws ArithmeticException if it has {@link #hasEpochMicros none}
     */
    public long epochMicros(int field) {
        long micros = Tuples.readLong(tuple, start(field));
        boolean isInfinite = micros == INFINITELY_LATE || micros == INFINITELY_EARLY;
        return isInfinite ? micros : Math.addExact(micros, MICROS_TO_POSTGRES_EPOCH);
    }

    /**
     * Whether a timestamp or an instant is infinite or no later than {@link #LATEST_MICROS}: Postgres counts from 2000
     * on, and its last 29 years do not fit in 64 bits that count from 1970.
     */
    public boolean hasEpochMicros(int field) {
        long micros = Tuples.readLong(tuple, start(field));
        return micros == INFINITELY_LATE || micros <= LATEST_MICROS - MICROS_TO_POSTGRES_EPOCH;
    }

    /** A timestamp or an instant (in UTC) that is not infinite. */
    public LocalDateTime dateTime(int field) {
        return POSTGRES_EPOCH.plus(Tuples.readLong(tuple, start(field)), ChronoUnit.MICROS);
    }

    /** Whether a decimal is a number: not NaN, not an infinity. */
    public boolean isNumber(int field) {
        return Numerics.isNumber(tuple, start(field));
    }

    /** What a decimal is that is not a number: {@code NaN}, {@code Infinity} or {@code -Infinity}. */
    public String notANumber(int field) {
        return Numerics.notANumber(tuple, start(field));
    }

    /**
     * A decimal with the scale Postgres gives it.
     *
     * @throws ArithmeticException if it is not {@link #isNumber a number}
     */
    public BigDecimal decimal(int field) {
        return Numerics.decimal(tuple, start(field));
    }

    /**
     * A decimal as an integer count of its last digits: 12.30 at scale 2 is 1230.
     *
     * @param precision of the column, at most 18
     * @param scale of the column
     * @throws ArithmeticException if it is not a number, or has more digits than the column allows
     */
    public long unscaled(int field, int precision, int scale) {
        return Numerics.unscaled(tuple, start(field), precision, scale);
    }

    /** All digits of a decimal as an integer count of its last ones, see {@link #unscaled}. */
    public BigInteger bigUnscaled(int field, int scale) {
        return decimal(field).setScale(scale).unscaledValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && Arrays.equals(tuple, row.tuple);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tuple);
    }

    /** Sizes only: values may be nobody's business. */
    @Override
    public String toString() {
        return "Row[%d fields, %d bytes]".formatted(size(), tuple.length);
    }
}
