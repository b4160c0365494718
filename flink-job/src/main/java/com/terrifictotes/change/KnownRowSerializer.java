package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 1: the fingerprint, the cut, the count of changes. Version 2: before that, whether the row is there; of one that
 * is gone there is no fingerprint.
 */
final class KnownRowSerializer extends ValueSerializer<KnownRow> {

    static final KnownRowSerializer INSTANCE = new KnownRowSerializer(2);

    private static final long serialVersionUID = 1;

    private KnownRowSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public ValueSerializer<KnownRow> reading(int version) {
        return new KnownRowSerializer(version);
    }

    @Override
    public void serialize(KnownRow value, DataOutputView target) throws IOException {
        Fingerprint fingerprint = value.fingerprint();
        target.writeBoolean(fingerprint != null);
        if (fingerprint != null) {
            target.writeLong(fingerprint.high());
            target.writeLong(fingerprint.low());
        }
        target.writeLong(value.cut());
        target.writeInt(value.changes());
    }

    @Override
    public KnownRow read(int version, DataInputView source) throws IOException {
        boolean isThere = version < 2 || source.readBoolean();
        Fingerprint fingerprint = isThere ? new Fingerprint(source.readLong(), source.readLong()) : null;
        return new KnownRow(fingerprint, source.readLong(), source.readInt());
    }

    @Override
    public TypeSerializerSnapshot<KnownRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<KnownRow> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
