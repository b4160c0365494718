package com.terrifictotes.dimension;

import com.terrifictotes.change.Tuple;
import com.terrifictotes.change.ValueSerializer;
import com.terrifictotes.change.ValueSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the shown columns as a tuple, the key looked up, {@code created_at}, {@code last_updated}. */
final class SideSerializer extends ValueSerializer<Side> {

    static final SideSerializer INSTANCE = new SideSerializer(1);

    private static final long serialVersionUID = 1;

    private SideSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<Side> reading(int version) {
        return new SideSerializer(version);
    }

    @Override
    public void serialize(Side value, DataOutputView target) throws IOException {
        Tuple.write(value.shown(), target);
        target.writeLong(value.refersTo());
        target.writeLong(value.createdAt());
        target.writeLong(value.lastUpdated());
    }

    @Override
    public Side read(int version, DataInputView source) throws IOException {
        return new Side(Tuple.read(source), source.readLong(), source.readLong(), source.readLong());
    }

    @Override
    public TypeSerializerSnapshot<Side> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<Side> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
