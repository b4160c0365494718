package com.terrifictotes.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Gives a stopped server another next transaction id, as {@code pg_resetwal} does, which is not among the programs we
 * have: in the copy of the last checkpoint in {@code pg_control}, and in the checkpoint itself, the last record of the
 * write-ahead log. Layouts: PostgreSQL 15, {@code pg_control.h} and {@code xlogrecord.h}.
 */
final class TransactionIds {

    private static final int SEGMENT = 16 << 20;
    private static final int CHECKPOINT_AT = 32;
    private static final int CHECKPOINT_COPY_AT = 40;
    private static final int NEXT_ID_AT = 24;
    private static final int RECORD_HEADER = 24;
    private static final int RECORD_CHECKSUM_AT = 20;
    private static final int DATA_HEADER = 2;
    private static final int PAGE = 8192;
    private static final int PAGE_HEADER = 24;

    private TransactionIds() {}

    /** @param next a multiple of 32,768, so that it begins a page of the commit log, which the server then makes */
    static void setNext(Path folder, long next) throws IOException {
        long checkpoint = setInControl(folder.resolve("global/pg_control"), next);
        long segment = checkpoint / SEGMENT;
        Path log = folder.resolve("pg_wal/00000001%08X%08X".formatted(segment / 256, segment % 256));
        setInLog(log, checkpoint % SEGMENT, next);
    }

    private static long setInControl(Path file, long next) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer control = read(channel, 0, (int) channel.size());
            int checksumAt = checksumAt(control);
            control.putLong(CHECKPOINT_COPY_AT + NEXT_ID_AT, next);
            control.putInt(checksumAt, checksum(control, checksumAt));
            channel.write(control.rewind(), 0);
            return control.getLong(CHECKPOINT_AT);
        }
    }

    private static void setInLog(Path file, long at, long next) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int length = read(channel, at, Integer.BYTES).getInt(0);
            long[] places = places(at, length);
            ByteBuffer entry = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
            for (long place : places) {
                entry.put(read(channel, place, 1).get(0));
            }
            entry.putLong(RECORD_HEADER + DATA_HEADER + NEXT_ID_AT, next);
            CRC32C crc = new CRC32C();
            crc.update(entry.slice(RECORD_HEADER, length - RECORD_HEADER));
            crc.update(entry.slice(0, RECORD_CHECKSUM_AT));
            entry.putInt(RECORD_CHECKSUM_AT, (int) crc.getValue());
            for (int i = 0; i < length; i++) {
                channel.write(entry.slice(i, 1), places[i]);
            }
        }
    }

    /** Where the bytes of a record are: a page that begins within it begins with a header of its own. */
    private static long[] places(long at, int length) {
        long[] places = new long[length];
        long place = at;
        for (int i = 0; i < length; i++) {
            if (place % PAGE == 0) {
                place += PAGE_HEADER;
            }
            places[i] = place++;
        }
        return places;
    }

    /** Behind everything it is the checksum of. */
    private static int checksumAt(ByteBuffer control) {
        for (int at = CHECKPOINT_COPY_AT; at < 512; at += Integer.BYTES) {
            if (control.getInt(at) == checksum(control, at)) {
                return at;
            }
        }
        throw new IllegalStateException("Cannot find the checksum of pg_control, expected that of PostgreSQL 15");
    }

    private static int checksum(ByteBuffer bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, end));
        return (int) crc.getValue();
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        channel.read(buffer, at);
        return buffer;
    }
}
