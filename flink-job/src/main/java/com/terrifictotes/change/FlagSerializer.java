package com.terrifictotes.change;

import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: nothing, because a flag that is not set is not kept. */
final class FlagSerializer extends ValueSerializer<Boolean> {

    static final FlagSerializer INSTANCE = new FlagSerializer();

    private static final long serialVersionUID = 1;

    private FlagSerializer() {
        super(1);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<Boolean> reading(int version) {
        return this;
    }

    @Override
    public void serialize(Boolean value, DataOutputView target) {
        if (!value) {
            throw new IllegalArgumentException("Cannot keep a flag that is not set, expected it to be forgotten");
        }
    }

    @Override
    public Boolean read(int version, DataInputView source) {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<Boolean> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<Boolean> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
