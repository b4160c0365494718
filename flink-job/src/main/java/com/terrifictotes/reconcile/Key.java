package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.TableSchema;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A primary key as bytes. Their unsigned order is the one in which Postgres gives rows by {@link #order}, so two streams
 * of rows can be merged whatever their keys are.
 */
public final class Key implements Comparable<Key> {

    private static final int DECIMAL_BYTES = 17;

    private final byte[] bytes;

    private Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param keyIndexes {@link TableSchema#keyIndexes()} of the schema */
    static Key of(TableSchema schema, int[] keyIndexes, Row row) {
        ByteBuffer buffer = ByteBuffer.allocate(size(row, keyIndexes));
        for (int field : keyIndexes) {
            put(schema.columns().get(field).type(), row, field, buffer);
        }
        return new Key(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    /** What to write behind ORDER BY. */
    static String order(TableSchema schema) {
        return schema.primaryKey().stream()
                .map(name -> order(schema.columns().get(schema.index(name))))
                .collect(Collectors.joining(", "));
    }

    /** The value of a key that is one integer, see {@link TableSchema#hasIntegerKey}. */
    long integer() {
        return ByteBuffer.wrap(bytes).getLong() ^ Long.MIN_VALUE;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Arrays.toString(bytes);
    }

    private static String order(Column column) {
        String name = Sql.identifier(column.name());
        return column.type().kind() == ColumnType.Kind.TEXT ? name + "::text COLLATE \"C\"" : name;
    }

    /** At most: each byte of a text may need two, and an end. */
    private static int size(Row row, int[] keyIndexes) {
        return Arrays.stream(keyIndexes)
                .map(field -> Math.max(DECIMAL_BYTES, 2 * row.length(field) + 2))
                .sum();
    }

    private static void put(ColumnType type, Row row, int field, ByteBuffer buffer) {
        switch (type.kind()) {
            case INT16, INT32, INT64, DATE, TIME, TIMESTAMP, INSTANT -> buffer.putLong(signed(row.integer(field)));
            case BOOLEAN -> buffer.put((byte) (row.bool(field) ? 1 : 0));
            case FLOAT32 -> buffer.putLong(ordered(Double.doubleToLongBits(row.float32(field))));
            case FLOAT64 -> buffer.putLong(ordered(Double.doubleToLongBits(row.float64(field))));
            case DECIMAL -> putDecimal(type, row, field, buffer);
            case TEXT, BYTES -> putBytes(row.bytes(field), buffer);
        }
    }

    private static long signed(long value) {
        return value ^ Long.MIN_VALUE;
    }

    /** The bits of a double so that their unsigned order is that of the numbers, NaN being the greatest. */
    private static long ordered(long bits) {
        return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    }

    private static void putDecimal(ColumnType type, Row row, int field, ByteBuffer buffer) {
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) 0xFF);
        if (row.isNumber(field)) {
            BigInteger shifted = row.bigUnscaled(field, type.scale()).add(BigInteger.ONE.shiftLeft(127));
            byte[] digits = shifted.toByteArray();
            Arrays.fill(bytes, (byte) 0);
            System.arraycopy(digits, 0, bytes, DECIMAL_BYTES - digits.length, digits.length);
        }
        buffer.put(bytes);
    }

    /** So that a text that goes on comes behind one that ends there, whatever follows in the key. */
    private static void putBytes(ByteBuffer value, ByteBuffer buffer) {
        while (value.hasRemaining()) {
            byte next = value.get();
            buffer.put(next);
            if (next == 0) {
                buffer.put((byte) 0xFF);
            }
        }
        buffer.put((byte) 0).put((byte) 0);
    }
}
