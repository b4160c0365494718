package com.terrifictotes.dimension;

import com.terrifictotes.change.ValueSerializer;
import com.terrifictotes.change.ValueSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: whether it is looked up, the key, the cut, the number of the change, whether the row is there, the side. */
final class PendingSideSerializer extends ValueSerializer<PendingSide> {

    static final PendingSideSerializer INSTANCE = new PendingSideSerializer(1);

    private static final long serialVersionUID = 1;

    private PendingSideSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<PendingSide> reading(int version) {
        return new PendingSideSerializer(version);
    }

    @Override
    public void serialize(PendingSide value, DataOutputView target) throws IOException {
        target.writeBoolean(value.isLookup());
        target.writeLong(value.key());
        target.writeLong(value.cut());
        target.writeInt(value.number());
        Side side = value.side();
        target.writeBoolean(side != null);
        if (side != null) {
            SideSerializer.INSTANCE.serialize(side, target);
        }
    }

    @Override
    public PendingSide read(int version, DataInputView source) throws IOException {
        boolean isLookup = source.readBoolean();
        long key = source.readLong();
        long cut = source.readLong();
        int number = source.readInt();
        Side side = source.readBoolean() ? SideSerializer.INSTANCE.deserialize(source) : null;
        return new PendingSide(isLookup, key, cut, number, side);
    }

    @Override
    public TypeSerializerSnapshot<PendingSide> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<PendingSide> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
