package com.terrifictotes.change;

import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Blocks of known rows. */
final class KnownRowsSerializer extends BlockSerializer<KnownRow> {

    static final KnownRowsSerializer INSTANCE = new KnownRowsSerializer(KnownRowSerializer.INSTANCE);

    private static final long serialVersionUID = 1;

    private KnownRowsSerializer(ValueSerializer<KnownRow> rows) {
        super(rows);
    }

    @Override
    public ValueSerializer<Block<KnownRow>> reading(int version) {
        return new KnownRowsSerializer(KnownRowSerializer.INSTANCE.reading(version));
    }

    @Override
    public TypeSerializerSnapshot<Block<KnownRow>> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<Block<KnownRow>> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
