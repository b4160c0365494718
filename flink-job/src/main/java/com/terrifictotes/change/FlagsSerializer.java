package com.terrifictotes.change;

import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Blocks of flags. */
final class FlagsSerializer extends BlockSerializer<Boolean> {

    static final FlagsSerializer INSTANCE = new FlagsSerializer();

    private static final long serialVersionUID = 1;

    private FlagsSerializer() {
        super(FlagSerializer.INSTANCE);
    }

    @Override
    public ValueSerializer<Block<Boolean>> reading(int version) {
        return this;
    }

    @Override
    public TypeSerializerSnapshot<Block<Boolean>> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<Block<Boolean>> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
