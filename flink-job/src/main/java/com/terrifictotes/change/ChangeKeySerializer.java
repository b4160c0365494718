package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Version 1: the table's name, the length of the key's bytes, the bytes. */
final class ChangeKeySerializer extends ValueSerializer<ChangeKey> {

    static final ChangeKeySerializer INSTANCE = new ChangeKeySerializer(1);

    private static final long serialVersionUID = 1;

    private ChangeKeySerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<ChangeKey> reading(int version) {
        return new ChangeKeySerializer(version);
    }

    @Override
    public void serialize(ChangeKey value, DataOutputView target) throws IOException {
        StringValue.writeString(value.table(), target);
        target.writeInt(value.bytes().length);
        target.write(value.bytes());
    }

    @Override
    public ChangeKey read(int version, DataInputView source) throws IOException {
        String table = StringValue.readString(source);
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return ChangeKey.ofParts(table, bytes);
    }

    @Override
    public TypeSerializerSnapshot<ChangeKey> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<ChangeKey> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
