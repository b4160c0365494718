package com.terrifictotes.dimension;

import com.terrifictotes.change.ValueSerializer;
import com.terrifictotes.change.ValueSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the year, the cut. */
final class FactYearSerializer extends ValueSerializer<FactYear> {

    static final FactYearSerializer INSTANCE = new FactYearSerializer(1);

    private static final long serialVersionUID = 1;

    private FactYearSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<FactYear> reading(int version) {
        return new FactYearSerializer(version);
    }

    @Override
    public void serialize(FactYear value, DataOutputView target) throws IOException {
        target.writeInt(value.year());
        target.writeLong(value.cut());
    }

    @Override
    public FactYear read(int version, DataInputView source) throws IOException {
        return new FactYear(source.readInt(), source.readLong());
    }

    @Override
    public TypeSerializerSnapshot<FactYear> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<FactYear> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
