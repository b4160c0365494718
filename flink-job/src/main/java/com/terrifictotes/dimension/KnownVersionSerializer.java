package com.terrifictotes.dimension;

import com.terrifictotes.change.ValueSerializer;
import com.terrifictotes.change.ValueSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the version, the {@code last_updated} last seen. */
final class KnownVersionSerializer extends ValueSerializer<KnownVersion> {

    static final KnownVersionSerializer INSTANCE = new KnownVersionSerializer(1);

    private static final long serialVersionUID = 1;

    private KnownVersionSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<KnownVersion> reading(int version) {
        return new KnownVersionSerializer(version);
    }

    @Override
    public void serialize(KnownVersion value, DataOutputView target) throws IOException {
        VersionSerializer.INSTANCE.serialize(value.version(), target);
        target.writeLong(value.lastUpdated());
    }

    @Override
    public KnownVersion read(int version, DataInputView source) throws IOException {
        Version last = VersionSerializer.INSTANCE.deserialize(source);
        return new KnownVersion(last, source.readLong());
    }

    @Override
    public TypeSerializerSnapshot<KnownVersion> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<KnownVersion> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
