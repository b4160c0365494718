package com.terrifictotes.catalog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The layout of a binary COPY tuple. */
final class Tuples {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private Tuples() {}

    static short readShort(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at);
    }

    static int readInt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static long readLong(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void writeShort(byte[] bytes, int at, short value) {
        SHORTS.set(bytes, at, value);
    }

    static void writeInt(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    static void writeLong(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    /**
     * Where the length of each field stands, and where the tuple ends.
     *
     * @throws IllegalArgumentException if {@code from} to {@code to} is not exactly one tuple
     */
    static int[] offsets(byte[] bytes, int from, int to) {
        int fields = to - from < Short.BYTES ? -1 : readShort(bytes, from);
        if (fields < 0) {
            throw notOneTuple(from, to);
        }
        int[] offsets = new int[fields + 1];
        int at = from + Short.BYTES;
        for (int field = 0; field < fields; field++) {
            offsets[field] = at;
            at = end(bytes, at, to);
        }
        offsets[fields] = at;
        if (at != to) {
            throw notOneTuple(from, to);
        }
        return offsets;
    }

    private static int end(byte[] bytes, int at, int to) {
        if (to - at < Integer.BYTES) {
            throw notOneTuple(at, to);
        }
        int length = Math.max(0, readInt(bytes, at));
        if (length > to - at - Integer.BYTES) {
            throw notOneTuple(at, to);
        }
        return at + Integer.BYTES + length;
    }

    private static IllegalArgumentException notOneTuple(int from, int to) {
        return new IllegalArgumentException(
                "Cannot read a row: bytes %d to %d are not exactly one tuple of binary COPY".formatted(from, to));
    }
}
