package com.terrifictotes.lake;

import static java.util.stream.Collectors.toMap;

import com.terrifictotes.catalog.TableSchema;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.jspecify.annotations.Nullable;

/** Opens the files of a zone. */
final class ZoneFileFactory<E> implements BulkWriter.Factory<E> {

    private static final long serialVersionUID = 1;

    private final String zone;
    private final ZoneFormat<E> format;
    private final List<TableSchema> tables;
    private final long closeAfterBytes;
    private final FullFiles full;
    private transient @Nullable Map<String, ZoneSchema> schemas;

    /** @param zone where it is, for messages */
    ZoneFileFactory(String zone, ZoneFormat<E> format, List<TableSchema> tables, long closeAfterBytes, FullFiles full) {
        this.zone = zone;
        this.format = format;
        this.tables = List.copyOf(tables);
        this.closeAfterBytes = closeAfterBytes;
        this.full = full;
    }

    @Override
    public BulkWriter<E> create(FSDataOutputStream stream) {
        if (schemas == null) {
            schemas = tables.stream().collect(toMap(TableSchema::name, format::schema));
        }
        return new ZoneFile<>(stream, zone, format, schemas, closeAfterBytes, full);
    }
}
