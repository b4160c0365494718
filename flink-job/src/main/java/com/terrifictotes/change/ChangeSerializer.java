package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the operation, the number, the row version. */
final class ChangeSerializer extends ValueSerializer<Change> {

    static final ChangeSerializer INSTANCE = new ChangeSerializer(1);

    private static final long serialVersionUID = 1;

    private ChangeSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<Change> reading(int version) {
        return new ChangeSerializer(version);
    }

    @Override
    public void serialize(Change value, DataOutputView target) throws IOException {
        target.writeByte(value.operation().code());
        target.writeInt(value.number());
        RowVersionSerializer.INSTANCE.serialize(value.version(), target);
    }

    @Override
    public Change read(int version, DataInputView source) throws IOException {
        Operation operation = Operation.ofCode(source.readByte());
        int number = source.readInt();
        return new Change(operation, number, RowVersionSerializer.INSTANCE.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<Change> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<Change> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
