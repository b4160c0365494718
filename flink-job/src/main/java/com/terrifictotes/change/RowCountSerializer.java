package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Version 1: a byte for the kind, the table's name, the cut, the number of rows. */
final class RowCountSerializer extends ValueSerializer<RowCount> {

    static final RowCountSerializer INSTANCE = new RowCountSerializer(1);

    private static final long serialVersionUID = 1;

    private RowCountSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public ValueSerializer<RowCount> reading(int version) {
        return new RowCountSerializer(version);
    }

    @Override
    public void serialize(RowCount value, DataOutputView target) throws IOException {
        target.writeByte(value.kind().code());
        StringValue.writeString(value.table(), target);
        target.writeLong(value.cut());
        target.writeLong(value.rows());
    }

    @Override
    public RowCount read(int version, DataInputView source) throws IOException {
        RowCount.Kind kind = RowCount.Kind.ofCode(source.readByte());
        String table = StringValue.readString(source);
        return new RowCount(kind, table, source.readLong(), source.readLong());
    }

    @Override
    public TypeSerializerSnapshot<RowCount> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<RowCount> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
