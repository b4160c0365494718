package com.terrifictotes.warehouse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Version 1: the ids, the instant, the batch to sweep below, the count of batches, the batches. */
final class PublishSerializer implements SimpleVersionedSerializer<Publish> {

    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Publish publish) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(128);
        Nullables.writeId(publish.id(), out);
        Nullables.writeId(publish.previous(), out);
        Nullables.writeLong(publish.completeTo(), out);
        out.writeLong(publish.sweepBelow());
        out.writeInt(publish.batches().size());
        for (long batch : publish.batches()) {
            out.writeLong(batch);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public Publish deserialize(int version, byte[] bytes) throws IOException {
        Nullables.requireVersion(version, VERSION);
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        UUID id = Objects.requireNonNull(Nullables.readId(in));
        @Nullable UUID previous = Nullables.readId(in);
        @Nullable Long completeTo = Nullables.readLong(in);
        long sweepBelow = in.readLong();
        return new Publish(id, previous, batches(in), completeTo, sweepBelow);
    }

    private static List<Long> batches(DataInputDeserializer in) throws IOException {
        int count = in.readInt();
        List<Long> batches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batches.add(in.readLong());
        }
        return batches;
    }
}
