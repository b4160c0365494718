package com.terrifictotes.dimension;

import com.terrifictotes.change.Tuple;
import com.terrifictotes.change.ValueSerializer;
import com.terrifictotes.change.ValueSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the number, the instant from when on it holds, whether it says the row is gone, the shown columns as a tuple. */
final class VersionSerializer extends ValueSerializer<Version> {

    static final VersionSerializer INSTANCE = new VersionSerializer(1);

    private static final long serialVersionUID = 1;

    private VersionSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<Version> reading(int version) {
        return new VersionSerializer(version);
    }

    @Override
    public void serialize(Version value, DataOutputView target) throws IOException {
        target.writeInt(value.number());
        target.writeLong(value.validFrom());
        target.writeBoolean(value.isDeleted());
        Tuple.write(value.shown(), target);
    }

    @Override
    public Version read(int version, DataInputView source) throws IOException {
        int number = source.readInt();
        long validFrom = source.readLong();
        boolean isDeleted = source.readBoolean();
        return new Version(Tuple.read(source), number, validFrom, isDeleted);
    }

    @Override
    public TypeSerializerSnapshot<Version> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<Version> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
