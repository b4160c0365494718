package com.terrifictotes.dimension;

import com.terrifictotes.change.Block;
import com.terrifictotes.change.BlockSerializer;
import com.terrifictotes.change.ValueSerializer;
import com.terrifictotes.change.ValueSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Blocks of known versions. */
final class KnownVersionsSerializer extends BlockSerializer<KnownVersion> {

    static final KnownVersionsSerializer INSTANCE = new KnownVersionsSerializer(KnownVersionSerializer.INSTANCE);

    private static final long serialVersionUID = 1;

    private KnownVersionsSerializer(ValueSerializer<KnownVersion> versions) {
        super(versions);
    }

    @Override
    public ValueSerializer<Block<KnownVersion>> reading(int version) {
        return new KnownVersionsSerializer(KnownVersionSerializer.INSTANCE.reading(version));
    }

    @Override
    public TypeSerializerSnapshot<Block<KnownVersion>> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<Block<KnownVersion>> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
