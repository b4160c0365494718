package com.terrifictotes.change;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What identifies a row in all of totesys: its table and its primary key.
 *
 * <p>The key's bytes are, for each of its columns, eight bytes of an integer of any width (so that a key column may be
 * widened), or four bytes of length and that many bytes of anything else. Immutable; its hash is the same in every JVM.
 */
public final class ChangeKey {

    private final String table;
    private final byte[] bytes;
    private final int hash;

    private ChangeKey(String table, byte[] bytes) {
        this.table = table;
        this.bytes = bytes;
        this.hash = 31 * table.hashCode() + Arrays.hashCode(bytes);
    }

    /** The key of a row. */
    public static ChangeKey of(TableSchema schema, Row row) {
        return of(schema, schema.keyIndexes(), row);
    }

    /**
     * The key of a row, for callers with many rows.
     *
     * @param keyIndexes {@link TableSchema#keyIndexes()} of the schema
     */
    public static ChangeKey of(TableSchema schema, int[] keyIndexes, Row row) {
        ByteBuffer buffer = ByteBuffer.allocate(size(schema, keyIndexes, row));
        for (int field : keyIndexes) {
            if (isInteger(schema, field)) {
                buffer.putLong(row.integer(field));
            } else {
                buffer.putInt(row.length(field)).put(row.tuple(), row.start(field), row.length(field));
            }
        }
        return new ChangeKey(schema.name(), buffer.array());
    }

    /** A key from its parts, as {@link #table()} and {@link #bytes()} give them. */
    static ChangeKey ofParts(String table, byte[] bytes) {
        return new ChangeKey(table, bytes);
    }

    /** The table's name. */
    public String table() {
        return table;
    }

    /** The key's bytes, shared: not to be written to. */
    byte[] bytes() {
        return bytes;
    }

    private static int size(TableSchema schema, int[] keyIndexes, Row row) {
        int size = 0;
        for (int field : keyIndexes) {
            size += isInteger(schema, field) ? Long.BYTES : Integer.BYTES + row.length(field);
        }
        return size;
    }

    private static boolean isInteger(TableSchema schema, int field) {
        return schema.columns().get(field).type().kind().isInteger();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeKey key && table.equals(key.table) && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return table + Arrays.toString(bytes);
    }
}
