package com.terrifictotes.lake;

import com.terrifictotes.change.Change;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.jspecify.annotations.Nullable;

/** A file of the raw zone, of the table whose change comes first; all others must be of its folder. */
final class RawFile implements BulkWriter<Change> {

    /** How many bytes of rows go in between two looks at the size. */
    private static final int LOOK_EVERY = 64 * 1024;

    private final FSDataOutputStream stream;
    private final Map<String, RawSchema> schemas;
    private final long closeAfterBytes;
    private final FullFiles full;

    private String folder = "";
    private @Nullable ParquetWriter<Change> parquet;
    private @Nullable BulkWriter<Change> writer;
    private int bytesToNextLook = LOOK_EVERY;

    RawFile(FSDataOutputStream stream, Map<String, RawSchema> schemas, long closeAfterBytes, FullFiles full) {
        this.stream = stream;
        this.schemas = schemas;
        this.closeAfterBytes = closeAfterBytes;
        this.full = full;
    }

    @Override
    public void addElement(Change change) throws IOException {
        if (writer == null) {
            writer = open(change);
        }
        writer.addElement(change);
        bytesToNextLook -= change.version().row().tuple().length;
        if (bytesToNextLook <= 0) {
            bytesToNextLook = LOOK_EVERY;
            reportIfFull();
        }
    }

    private BulkWriter<Change> open(Change first) throws IOException {
        RawSchema schema = schemas.get(first.table());
        if (schema == null) {
            throw new IllegalArgumentException("Cannot write a change to the lake: table %s, expected one of %s"
                    .formatted(first.table(), schemas.keySet()));
        }
        folder = new RawFolders().folder(first);
        return new ParquetWriterFactory<Change>(file -> parquet = ParquetFiles.open(file, schema)).create(stream);
    }

    private void reportIfFull() {
        if (parquet != null && parquet.getDataSize() >= closeAfterBytes) {
            full.add(folder);
        }
    }

    /** Does nothing: a row group is written as a whole. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        full.remove(folder);
        if (writer != null) {
            writer.finish();
        }
    }
}
