package com.terrifictotes.warehouse;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 1: whether there is a batch, the batch, the next one. */
final class StagedSerializer implements SimpleVersionedSerializer<Staged> {

    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Staged staged) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(32);
        Nullables.writeLong(staged.batch(), out);
        out.writeLong(staged.next());
        return out.getCopyOfBuffer();
    }

    @Override
    public Staged deserialize(int version, byte[] bytes) throws IOException {
        Nullables.requireVersion(version, VERSION);
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        return new Staged(Nullables.readLong(in), in.readLong());
    }
}
