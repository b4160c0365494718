package com.terrifictotes.lake;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Changes as they were, and beside each what happened, its number, its cut and its transaction. */
final class RawFormat implements ZoneFormat<Change> {

    private static final long serialVersionUID = 1;

    private static final Map<Operation, Binary> LABELS = labels();

    private static final long MICROS_A_MILLI = 1000;

    @Override
    public String noun() {
        return "a change";
    }

    @Override
    public String table(Change change) {
        return change.table();
    }

    @Override
    public long cut(Change change) {
        return change.version().cut();
    }

    @Override
    public Row row(Change change) {
        return change.version().row();
    }

    @Override
    public ZoneSchema schema(TableSchema table) {
        return RawSchema.of(table);
    }

    @Override
    public void writeOwn(Change change, Unfit unfit, int firstOwn, RecordConsumer parquet) {
        int field = firstOwn;
        parquet.startField(RawSchema.OPERATION, field);
        parquet.addBinary(LABELS.get(change.operation()));
        parquet.endField(RawSchema.OPERATION, field++);
        parquet.startField(RawSchema.VERSION, field);
        parquet.addInteger(change.number());
        parquet.endField(RawSchema.VERSION, field++);
        parquet.startField(RawSchema.CUT, field);
        parquet.addLong(cut(change) * MICROS_A_MILLI);
        parquet.endField(RawSchema.CUT, field++);
        writeTransaction(change.version(), field++, parquet);
        writeUnfit(unfit, field, parquet);
    }

    private static void writeTransaction(RowVersion version, int field, RecordConsumer parquet) {
        if (version.isGone()) {
            return;
        }
        parquet.startField(RawSchema.TRANSACTION, field);
        parquet.addLong(version.xid());
        parquet.endField(RawSchema.TRANSACTION, field);
    }

    private static void writeUnfit(Unfit unfit, int field, RecordConsumer parquet) {
        if (unfit.isEmpty()) {
            return;
        }
        parquet.startField(RawSchema.UNFIT, field);
        parquet.addBinary(Binary.fromString(unfit.json()));
        parquet.endField(RawSchema.UNFIT, field);
    }

    private static Map<Operation, Binary> labels() {
        Map<Operation, Binary> labels = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            labels.put(operation, Binary.fromString(operation.label()));
        }
        return labels;
    }
}
