package com.terrifictotes.lake;

import static java.util.stream.Collectors.toMap;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.jspecify.annotations.Nullable;

/** Opens the files of the raw zone. */
final class RawFileFactory implements BulkWriter.Factory<Change> {

    private static final long serialVersionUID = 1;

    private final List<TableSchema> tables;
    private final long closeAfterBytes;
    private final FullFiles full;
    private transient @Nullable Map<String, RawSchema> schemas;

    RawFileFactory(List<TableSchema> tables, long closeAfterBytes, FullFiles full) {
        this.tables = List.copyOf(tables);
        this.closeAfterBytes = closeAfterBytes;
        this.full = full;
    }

    @Override
    public BulkWriter<Change> create(FSDataOutputStream stream) {
        if (schemas == null) {
            schemas = tables.stream().collect(toMap(TableSchema::name, RawSchema::of));
        }
        return new RawFile(stream, schemas, closeAfterBytes, full);
    }
}
