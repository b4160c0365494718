package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Version 1: the table's name, the count of rows, the count of changes. Version 2: then the count of rows that are there,
 * the count of deletes.
 */
final class TableCountSerializer extends ValueSerializer<TableCount> {

    static final TableCountSerializer INSTANCE = new TableCountSerializer(2);

    private static final long serialVersionUID = 1;

    private TableCountSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public ValueSerializer<TableCount> reading(int version) {
        return new TableCountSerializer(version);
    }

    @Override
    public void serialize(TableCount value, DataOutputView target) throws IOException {
        StringValue.writeString(value.table(), target);
        target.writeLong(value.rows());
        target.writeLong(value.changes());
        target.writeLong(value.liveRows());
        target.writeLong(value.deletes());
    }

    @Override
    public TableCount read(int version, DataInputView source) throws IOException {
        String table = StringValue.readString(source);
        long rows = source.readLong();
        long changes = source.readLong();
        return version < 2
                ? new TableCount(table, rows, changes, rows, 0)
                : new TableCount(table, rows, changes, source.readLong(), source.readLong());
    }

    @Override
    public TypeSerializerSnapshot<TableCount> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink when it reads state. */
    public static final class Snapshot extends ValueSerializerSnapshot<TableCount> {
        /** As Flink requires. */
        public Snapshot() {
            super(INSTANCE);
        }
    }
}
