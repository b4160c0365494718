package com.terrifictotes.lake;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.Operation;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes changes of one table. */
final class RawWriteSupport extends WriteSupport<Change> {

    private static final Map<Operation, Binary> LABELS = labels();

    private static final long MICROS_A_MILLI = 1000;

    private final RawSchema schema;
    private final String[] names;
    private final FieldWriter[] writers;
    private final UnfitFields unfitFields;
    private @Nullable RecordConsumer consumer;

    RawWriteSupport(RawSchema schema) {
        this.schema = schema;
        names = schema.table().columns().stream().map(Column::name).toArray(String[]::new);
        writers = schema.table().columns().stream()
                .map(column -> FieldWriter.of(column.type()))
                .toArray(FieldWriter[]::new);
        unfitFields = new UnfitFields(schema.table().columns());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(
                schema.parquet(),
                Map.of(
                        "totes.table", schema.table().name(),
                        "totes.shape", schema.table().shape()));
    }

    @Override
    @Deprecated
    public WriteContext init(Configuration configuration) {
        throw new UnsupportedOperationException("Cannot write with a configuration of Hadoop");
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(Change change) {
        if (consumer == null) {
            throw new IllegalStateException("Cannot write a change before the file is open");
        }
        Row row = change.version().row();
        requireAllFields(row);
        Unfit unfit = unfitFields.of(row);
        consumer.startMessage();
        writeFields(row, unfit, consumer);
        writeOwn(change, consumer);
        writeUnfit(unfit, consumer);
        consumer.endMessage();
    }

    private void requireAllFields(Row row) {
        if (row.size() != writers.length) {
            throw new IllegalArgumentException("Cannot write a row of %s: %d fields, expected %d"
                    .formatted(schema.table().name(), row.size(), writers.length));
        }
    }

    private void writeFields(Row row, Unfit unfit, RecordConsumer parquet) {
        for (int field = 0; field < writers.length; field++) {
            if (!row.isNull(field) && !unfit.has(field)) {
                parquet.startField(names[field], field);
                writers[field].write(row, field, parquet);
                parquet.endField(names[field], field);
            }
        }
    }

    private void writeOwn(Change change, RecordConsumer parquet) {
        int field = writers.length;
        parquet.startField(RawSchema.OPERATION, field);
        parquet.addBinary(LABELS.get(change.operation()));
        parquet.endField(RawSchema.OPERATION, field++);
        parquet.startField(RawSchema.VERSION, field);
        parquet.addInteger(change.number());
        parquet.endField(RawSchema.VERSION, field++);
        parquet.startField(RawSchema.CUT, field);
        parquet.addLong(change.version().cut() * MICROS_A_MILLI);
        parquet.endField(RawSchema.CUT, field++);
        parquet.startField(RawSchema.TRANSACTION, field);
        parquet.addLong(change.version().xid());
        parquet.endField(RawSchema.TRANSACTION, field);
    }

    private void writeUnfit(Unfit unfit, RecordConsumer parquet) {
        if (unfit.isEmpty()) {
            return;
        }
        int field = schema.parquet().getFieldIndex(RawSchema.UNFIT);
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
