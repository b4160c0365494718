package com.terrifictotes.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Version 1: whether the load is planned, the chunks, whether the cuts are here, the cuts. Version 2: the same, then
 * whether there is a last cut, and its instant. In both the splits are in the form of their own version 1. Version 3: the
 * same, with splits of version 2.
 */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

    private static final int WITHOUT_LAST_CUT = 1;
    private static final int WITHOUT_KEYS = 2;
    private static final int VERSION = 3;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(EnumeratorState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        out.writeBoolean(state.isPlanned());
        out.writeInt(state.chunks().size());
        for (ChunkSplit chunk : state.chunks()) {
            SplitSerializer.write(chunk, out);
        }
        CutsSplit cuts = state.cuts();
        out.writeBoolean(cuts != null);
        if (cuts != null) {
            SplitSerializer.write(cuts, out);
        }
        Long lastCut = state.lastCut();
        out.writeBoolean(lastCut != null);
        if (lastCut != null) {
            out.writeLong(lastCut);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
        if (version < WITHOUT_LAST_CUT || version > VERSION) {
            throw new IOException(
                    "Cannot read source state of version %d, expected 1 to %d".formatted(version, VERSION));
        }
        int ofSplits = version <= WITHOUT_KEYS ? SplitSerializer.WITHOUT_KEYS : SplitSerializer.VERSION;
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        boolean isPlanned = in.readBoolean();
        int count = in.readInt();
        List<ChunkSplit> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chunks.add((ChunkSplit) SplitSerializer.read(ofSplits, in));
        }
        CutsSplit cuts = in.readBoolean() ? (CutsSplit) SplitSerializer.read(ofSplits, in) : null;
        boolean hasLastCut = version > WITHOUT_LAST_CUT && in.readBoolean();
        return new EnumeratorState(isPlanned, chunks, cuts, hasLastCut ? in.readLong() : null);
    }
}
