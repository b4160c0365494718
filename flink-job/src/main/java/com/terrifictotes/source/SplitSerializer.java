package com.terrifictotes.source;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Version 1: a byte for the kind of split, then its components in order. Version 2: the same, then the keys of the rows
 * that are there. A state of version 1 does not know them, so it does not know either how far a table is: all are read
 * in full once. What was deleted before is not found.
 */
final class SplitSerializer implements SimpleVersionedSerializer<TotesysSplit> {

    static final int VERSION = 2;
    static final int WITHOUT_KEYS = 1;

    private static final byte CHUNK = 1;
    private static final byte CUTS = 2;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(TotesysSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        write(split, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public TotesysSplit deserialize(int version, byte[] bytes) throws IOException {
        requireKnown(version);
        return read(version, new DataInputDeserializer(bytes));
    }

    static void requireKnown(int version) throws IOException {
        if (version != VERSION && version != WITHOUT_KEYS) {
            throw new IOException(
                    "Cannot read source state of version %d, expected 1 to %d".formatted(version, VERSION));
        }
    }

    static void write(TotesysSplit split, DataOutput out) throws IOException {
        if (split instanceof ChunkSplit chunk) {
            out.writeByte(CHUNK);
            out.writeUTF(chunk.table());
            writeKey(chunk.from(), out);
            writeKey(chunk.to(), out);
            out.writeLong(chunk.cut());
            LiveKeys keys = chunk.keys();
            out.writeBoolean(keys != null);
            if (keys != null) {
                LiveKeysSerializer.write(keys, out);
            }
        } else {
            out.writeByte(CUTS);
            writeCuts((CutsSplit) split, out);
        }
    }

    /** @param version of the split, not of what it is part of */
    static TotesysSplit read(int version, DataInput in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case CHUNK -> readChunk(version, in);
            case CUTS -> readCuts(version, in);
            default -> throw new IOException("Cannot read a split of kind %d, expected 1 or 2".formatted(kind));
        };
    }

    private static ChunkSplit readChunk(int version, DataInput in) throws IOException {
        ChunkSplit chunk = new ChunkSplit(in.readUTF(), readKey(in), readKey(in), in.readLong());
        boolean hasKeys = version > WITHOUT_KEYS && in.readBoolean();
        return hasKeys ? chunk.of(LiveKeysSerializer.read(in)) : chunk;
    }

    private static void writeKey(@Nullable Long key, DataOutput out) throws IOException {
        out.writeBoolean(key != null);
        if (key != null) {
            out.writeLong(key);
        }
    }

    private static @Nullable Long readKey(DataInput in) throws IOException {
        return in.readBoolean() ? in.readLong() : null;
    }

    /** A text of any length: writeUTF ends at 65,535 bytes, and the shape of a wide table does not. */
    static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeCuts(CutsSplit cuts, DataOutput out) throws IOException {
        out.writeLong(cuts.cut());
        out.writeLong(cuts.latest());
        out.writeLong(cuts.fence());
        out.writeLong(cuts.identity().system());
        out.writeLong(cuts.identity().timeline());
        out.writeLong(cuts.identity().database());
        out.writeInt(cuts.tables().size());
        for (Map.Entry<String, TableProgress> table : cuts.tables().entrySet()) {
            out.writeUTF(table.getKey());
            writeText(table.getValue().incarnation(), out);
            out.writeLong(table.getValue().fence());
            out.writeLong(table.getValue().completeAt());
        }
        out.writeInt(cuts.keys().size());
        for (LiveKeys keys : cuts.keys().values()) {
            LiveKeysSerializer.write(keys, out);
        }
    }

    private static CutsSplit readCuts(int version, DataInput in) throws IOException {
        long cut = in.readLong();
        long latest = in.readLong();
        long fence = in.readLong();
        Identity identity = new Identity(in.readLong(), in.readLong(), in.readLong());
        int count = in.readInt();
        Map<String, TableProgress> tables = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            tables.put(name, new TableProgress(readText(in), in.readLong(), in.readLong()));
        }
        return version > WITHOUT_KEYS
                ? new CutsSplit(cut, latest, fence, identity, tables, readKeys(in))
                : new CutsSplit(cut, latest, fence, identity, Map.of());
    }

    private static Map<String, LiveKeys> readKeys(DataInput in) throws IOException {
        int count = in.readInt();
        Map<String, LiveKeys> keys = new HashMap<>();
        for (int i = 0; i < count; i++) {
            LiveKeys read = LiveKeysSerializer.read(in);
            keys.put(read.table(), read);
        }
        return keys;
    }
}
