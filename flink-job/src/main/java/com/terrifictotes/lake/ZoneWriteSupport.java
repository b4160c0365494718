package com.terrifictotes.lake;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.Row;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the elements of one table of a zone. */
final class ZoneWriteSupport<E> extends WriteSupport<E> {

    private final ZoneFormat<E> format;
    private final ZoneSchema schema;
    private final String[] names;
    private final FieldWriter[] writers;
    private final UnfitFields unfitFields;
    private @Nullable RecordConsumer consumer;

    ZoneWriteSupport(ZoneFormat<E> format, ZoneSchema schema) {
        this.format = format;
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
    public void write(E element) {
        if (consumer == null) {
            throw new IllegalStateException("Cannot write %s before the file is open".formatted(format.noun()));
        }
        Row row = format.row(element);
        requireAllFields(row);
        Unfit unfit = unfitFields.of(row);
        consumer.startMessage();
        writeFields(row, unfit, consumer);
        format.writeOwn(element, unfit, writers.length, consumer);
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
}
