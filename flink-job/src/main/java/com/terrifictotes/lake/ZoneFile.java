package com.terrifictotes.lake;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.jspecify.annotations.Nullable;

/** A file of a zone, of the table whose element comes first; all others must be of its folder. */
final class ZoneFile<E> implements BulkWriter<E> {

    /** How many bytes of rows go in between two looks at the size. */
    private static final int LOOK_EVERY = 64 * 1024;

    private final FSDataOutputStream stream;
    private final String zone;
    private final ZoneFormat<E> format;
    private final Map<String, ZoneSchema> schemas;
    private final long closeAfterBytes;
    private final FullFiles full;

    private String folder = "";
    private @Nullable ParquetWriter<E> parquet;
    private @Nullable BulkWriter<E> writer;
    private int bytesToNextLook = LOOK_EVERY;

    ZoneFile(
            FSDataOutputStream stream,
            String zone,
            ZoneFormat<E> format,
            Map<String, ZoneSchema> schemas,
            long closeAfterBytes,
            FullFiles full) {
        this.stream = stream;
        this.zone = zone;
        this.format = format;
        this.schemas = schemas;
        this.closeAfterBytes = closeAfterBytes;
        this.full = full;
    }

    @Override
    public void addElement(E element) throws IOException {
        try {
            if (writer == null) {
                writer = open(element);
            }
            writer.addElement(element);
        } catch (IOException e) {
            throw failure(e);
        }
        bytesToNextLook -= format.row(element).tuple().length;
        if (bytesToNextLook <= 0) {
            bytesToNextLook = LOOK_EVERY;
            reportIfFull();
        }
    }

    private BulkWriter<E> open(E first) throws IOException {
        ZoneSchema schema = schemas.get(format.table(first));
        if (schema == null) {
            throw new IllegalArgumentException("Cannot write %s to the lake: table %s, expected one of %s"
                    .formatted(format.noun(), format.table(first), schemas.keySet()));
        }
        folder = new ZoneFolders<>(format).folder(first);
        return new ParquetWriterFactory<E>(file -> parquet =
                        ParquetFiles.open(file, new ZoneWriteSupport<>(format, schema), schema.withoutDictionary()))
                .create(stream);
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
        try {
            if (writer != null) {
                writer.finish();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Says where and why: what Parquet says is a dump of its own metadata. */
    private IOException failure(IOException failed) {
        return new IOException(
                "Cannot write to the lake: %s/%s, %s"
                        .formatted(zone, folder, firstCause(failed).getMessage()),
                failed);
    }

    private static Throwable firstCause(Throwable failed) {
        Throwable cause = failed.getCause();
        return cause == null ? failed : firstCause(cause);
    }
}
