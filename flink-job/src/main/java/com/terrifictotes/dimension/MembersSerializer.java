package com.terrifictotes.dimension;

import com.terrifictotes.change.ValueSerializer;
import com.terrifictotes.change.ValueSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: how many there are, their keys. */
final class MembersSerializer extends ValueSerializer<Members> {

    static final MembersSerializer INSTANCE = new MembersSerializer(1);

    private static final long serialVersionUID = 1;

    private MembersSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<Members> reading(int version) {
        return new MembersSerializer(version);
    }

    @Override
    public void serialize(Members value, DataOutputView target) throws IOException {
        target.writeInt(value.keys().length);
        for (long key : value.keys()) {
            target.writeLong(key);
        }
    }

    @Override
    public Members read(int version, DataInputView source) throws IOException {
        long[] keys = new long[source.readInt()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = source.readLong();
        }
        return Members.ofSorted(keys);
    }

    @Override
    public TypeSerializerSnapshot<Members> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<Members> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
