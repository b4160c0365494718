package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Version 1: the table's name, the cut, the length of the row's tuple, the tuple. */
final class StarRowSerializer extends ValueSerializer<StarRow> {

    static final StarRowSerializer INSTANCE = new StarRowSerializer(1);

    private static final long serialVersionUID = 1;

    private StarRowSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<StarRow> reading(int version) {
        return new StarRowSerializer(version);
    }

    @Override
    public void serialize(StarRow value, DataOutputView target) throws IOException {
        StringValue.writeString(value.table(), target);
        target.writeLong(value.cut());
        Tuple.write(value.row(), target);
    }

    @Override
    public StarRow read(int version, DataInputView source) throws IOException {
        String table = StringValue.readString(source);
        long cut = source.readLong();
        return new StarRow(table, cut, Tuple.read(source));
    }

    @Override
    public TypeSerializerSnapshot<StarRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<StarRow> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
