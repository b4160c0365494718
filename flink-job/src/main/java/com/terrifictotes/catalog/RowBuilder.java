package com.terrifictotes.catalog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Builds a {@link Row} field by field, in order. */
public final class RowBuilder {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int fields;

    /** Builds a row of no fields yet. */
    public RowBuilder() {
        write(() -> out.writeShort(0));
    }

    /** NULL. */
    public RowBuilder nothing() {
        return field(() -> out.writeInt(-1));
    }

    /** A 16-bit integer. */
    public RowBuilder int16(int value) {
        return field(() -> {
            out.writeInt(Short.BYTES);
            out.writeShort(value);
        });
    }

    /** A 32-bit integer. */
    public RowBuilder int32(int value) {
        return field(() -> {
            out.writeInt(Integer.BYTES);
            out.writeInt(value);
        });
    }

    /** A 64-bit integer. */
    public RowBuilder int64(long value) {
        return field(() -> {
            out.writeInt(Long.BYTES);
            out.writeLong(value);
        });
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
        return bytes(new byte[] {(byte) (value ? 1 : 0)});
    }

    /** A text. */
    public RowBuilder text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes, which are copied. */
    public RowBuilder bytes(byte[] value) {
        return field(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    /** An exact decimal. */
    public RowBuilder decimal(BigDecimal value) {
        return field(() -> Numerics.write(value, out));
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
        return field(() -> {
            out.writeInt(length);
            out.write(row.tuple(), row.start(field), Math.max(0, length));
        });
    }

    /** The row. */
    public Row build() {
        byte[] tuple = bytes.toByteArray();
        tuple[0] = (byte) (fields >> 8);
        tuple[1] = (byte) fields;
        return Row.of(tuple);
    }

    private RowBuilder field(Writing writing) {
        write(writing);
        fields++;
        return this;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to memory", e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
