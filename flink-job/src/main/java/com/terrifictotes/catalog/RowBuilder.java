package com.terrifictotes.catalog;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Builds a {@link Row} field by field, in order. */
public final class RowBuilder {

    private byte[] bytes = new byte[128];
    private int end = Short.BYTES;
    private int fields;

    /** Builds a row of no fields yet. */
    public RowBuilder() {}

    /** NULL. */
    public RowBuilder nothing() {
        begin(-1, 0);
        return this;
    }

    /** A 16-bit integer. */
    public RowBuilder int16(int value) {
        int at = begin(Short.BYTES, Short.BYTES);
        Tuples.writeShort(bytes, at, (short) value);
        return this;
    }

    /** A 32-bit integer. */
    public RowBuilder int32(int value) {
        int at = begin(Integer.BYTES, Integer.BYTES);
        Tuples.writeInt(bytes, at, value);
        return this;
    }

    /** A 64-bit integer. */
    public RowBuilder int64(long value) {
        int at = begin(Long.BYTES, Long.BYTES);
        Tuples.writeLong(bytes, at, value);
        return this;
    }

    /** A single. */
    public RowBuilder float32(float value) {
        return int32(Float.floatToIntBits(value));
    }

    /** A double. */
    public RowBuilder float64(double value) {
        return int64(Double.doubleToLongBits(value));
    }

    /** A boolean. */
    public RowBuilder bool(boolean value) {
        int at = begin(1, 1);
        bytes[at] = (byte) (value ? 1 : 0);
        return this;
    }

    /** A text. */
    public RowBuilder text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes, which are copied. */
    public RowBuilder bytes(byte[] value) {
        return append(value, 0, value.length);
    }

    /** An exact decimal. */
    public RowBuilder decimal(BigDecimal value) {
        byte[] number = Numerics.write(value);
        return append(number, 0, number.length);
    }

    /** A day. */
    public RowBuilder date(LocalDate value) {
        return int32(Math.toIntExact(value.toEpochDay() - Row.DAYS_TO_POSTGRES_EPOCH));
    }

    /** A timestamp or an instant, in microseconds since 1970-01-01 00:00:00, or one of Row's infinities. */
    public RowBuilder timestamp(long epochMicros) {
        boolean isInfinite = epochMicros == Row.INFINITELY_LATE || epochMicros == Row.INFINITELY_EARLY;
        return int64(isInfinite ? epochMicros : epochMicros - Row.MICROS_TO_POSTGRES_EPOCH);
    }

    /** A field of another row, as it is there. */
    public RowBuilder copy(Row row, int field) {
        int length = row.length(field);
        return length < 0 ? nothing() : append(row.tuple(), row.start(field), length);
    }

    /** The row. */
    public Row build() {
        Tuples.writeShort(bytes, 0, (short) fields);
        return Row.of(Arrays.copyOf(bytes, end));
    }

    private RowBuilder append(byte[] source, int from, int length) {
        int at = begin(length, length);
        System.arraycopy(source, from, bytes, at, length);
        return this;
    }

    /** Begins a field of so many bytes and tells where they go. */
    private int begin(int length, int size) {
        int at = end + Integer.BYTES;
        if (at + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + size));
        }
        Tuples.writeInt(bytes, end, length);
        end = at + size;
        fields++;
        return at;
    }
}
