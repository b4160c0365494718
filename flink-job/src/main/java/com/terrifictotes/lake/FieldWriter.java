package com.terrifictotes.lake;

import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.Row;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes a field that is not NULL, straight from the bytes of its row. */
@FunctionalInterface
interface FieldWriter {

    void write(Row row, int field, RecordConsumer parquet);

    static FieldWriter of(ColumnType type) {
        return switch (type.kind()) {
            case INT16, INT32 -> (row, field, parquet) -> parquet.addInteger(Math.toIntExact(row.integer(field)));
            case INT64 -> (row, field, parquet) -> parquet.addLong(row.integer(field));
            case FLOAT32 -> (row, field, parquet) -> parquet.addFloat(row.float32(field));
            case FLOAT64 -> (row, field, parquet) -> parquet.addDouble(row.float64(field));
            case DECIMAL -> decimal(type);
            case BOOLEAN -> (row, field, parquet) -> parquet.addBoolean(row.bool(field));
            case TEXT, BYTES -> (row, field, parquet) -> parquet.addBinary(slice(row, field));
            case DATE -> (row, field, parquet) -> parquet.addInteger(Infinity.ofDay(row.epochDay(field)));
            case TIME -> (row, field, parquet) -> parquet.addLong(row.microsOfDay(field));
            case TIMESTAMP, INSTANT ->
                (row, field, parquet) -> parquet.addLong(Infinity.ofMicros(row.epochMicros(field)));
        };
    }

    private static FieldWriter decimal(ColumnType type) {
        int precision = type.precision();
        int scale = type.scale();
        return switch (ParquetTypes.storage(type)) {
            case INT32 -> (row, field, parquet) -> parquet.addInteger((int) row.unscaled(field, precision, scale));
            case INT64 -> (row, field, parquet) -> parquet.addLong(row.unscaled(field, precision, scale));
            default -> bigDecimal(scale, ParquetTypes.bytes(precision));
        };
    }

    private static FieldWriter bigDecimal(int scale, int length) {
        return (row, field, parquet) -> {
            byte[] digits = row.bigUnscaled(field, scale).toByteArray();
            byte[] fixed = new byte[length];
            Arrays.fill(fixed, 0, length - digits.length, (byte) (digits[0] < 0 ? -1 : 0));
            System.arraycopy(digits, 0, fixed, length - digits.length, digits.length);
            parquet.addBinary(Binary.fromConstantByteArray(fixed));
        };
    }

    /** "Reused", so that Parquet copies what it keeps, rather than keep whole rows in its dictionaries. */
    private static Binary slice(Row row, int field) {
        return Binary.fromReusedByteArray(row.tuple(), row.start(field), row.length(field));
    }
}
