package com.terrifictotes.change;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    /** Made when it is asked for. */
    private @Nullable ChangeKey block;

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
    public static ChangeKey ofParts(String table, byte[] bytes) {
        return new ChangeKey(table, bytes);
    }

    /** A key of eight bytes, as {@link #number()} gives them. */
    public static ChangeKey ofNumber(String table, long number) {
        return new ChangeKey(
                table, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** The table's name. */
    public String table() {
        return table;
    }

    /** The key's bytes, shared: not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether a number of 64 bits holds all of the key, as of every key that is one integer. */
    public boolean isNumber() {
        return bytes.length == Long.BYTES;
    }

    /** The key's eight bytes as one number: of a key that is one integer, that integer. */
    public long number() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /**
     * The block that this key lies in: {@value Block#SIZE} integers that lie beside each other have one, and every other key
     * has one of its own. As a key of the same table it has the same hash in every JVM.
     */
    public ChangeKey block() {
        ChangeKey made = block;
        if (made == null) {
            made = isNumber() ? ofNumber(table, Math.floorDiv(number(), Block.SIZE)) : this;
            block = made;
        }
        return made;
    }

    /** Which of the keys of its block it is, from 0 on. */
    int slot() {
        return isNumber() ? Math.floorMod(number(), Block.SIZE) : 0;
    }

    /**
     * A row that has this key, and NULL in all columns beside it.
     *
     * @param schema of the table; its primary key has as many columns of the same kinds as when the key was made, though
     *     integers may be wider
     */
    public Row row(TableSchema schema) {
        byte[][] values = new byte[schema.columns().size()][];
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        for (int field : schema.keyIndexes()) {
            values[field] = value(schema.columns().get(field).type().kind(), rest);
        }
        RowBuilder row = new RowBuilder();
        for (byte[] value : values) {
            if (value == null) {
                row.nothing();
            } else {
                row.bytes(value);
            }
        }
        return row.build();
    }

    private static byte[] value(Kind kind, ByteBuffer rest) {
        int size = kind.isInteger() ? width(kind) : rest.getInt();
        rest.position(rest.position() + (kind.isInteger() ? Long.BYTES - size : 0));
        byte[] value = new byte[size];
        rest.get(value);
        return value;
    }

    private static int width(Kind kind) {
        return switch (kind) {
            case INT16 -> Short.BYTES;
            case INT32 -> Integer.BYTES;
            default -> Long.BYTES;
        };
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
