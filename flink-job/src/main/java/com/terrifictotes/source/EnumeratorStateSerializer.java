package com.terrifictotes.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 1: whether the load is planned, the chunks, whether the cuts are here, the cuts. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

    @Override
    public int getVersion() {
        return SplitSerializer.VERSION;
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
        return out.getCopyOfBuffer();
    }

    @Override
    public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
        SplitSerializer.requireKnown(version);
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        boolean isPlanned = in.readBoolean();
        int count = in.readInt();
        List<ChunkSplit> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chunks.add((ChunkSplit) SplitSerializer.read(in));
        }
        CutsSplit cuts = in.readBoolean() ? (CutsSplit) SplitSerializer.read(in) : null;
        return new EnumeratorState(isPlanned, chunks, cuts);
    }
}
