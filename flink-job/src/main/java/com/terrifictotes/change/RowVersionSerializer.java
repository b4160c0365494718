package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the key, the cut, the transaction's id, the length of the row's tuple, the tuple. */
final class RowVersionSerializer extends ValueSerializer<RowVersion> {

    static final RowVersionSerializer INSTANCE = new RowVersionSerializer(1);

    private static final long serialVersionUID = 1;

    private RowVersionSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<RowVersion> reading(int version) {
        return new RowVersionSerializer(version);
    }

    @Override
    public void serialize(RowVersion value, DataOutputView target) throws IOException {
        ChangeKeySerializer.INSTANCE.serialize(value.key(), target);
        target.writeLong(value.cut());
        target.writeLong(value.xid());
        Tuple.write(value.row(), target);
    }

    @Override
    public RowVersion read(int version, DataInputView source) throws IOException {
        ChangeKey key = ChangeKeySerializer.INSTANCE.deserialize(source);
        long cut = source.readLong();
        long xid = source.readLong();
        return new RowVersion(key, cut, xid, Tuple.read(source));
    }

    @Override
    public TypeSerializerSnapshot<RowVersion> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<RowVersion> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
