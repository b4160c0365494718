package com.terrifictotes.lake;

import com.terrifictotes.catalog.TableSchema;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * The sink of a zone: one for all its tables. A file lies in {@code table=<name>/cut_date=<UTC date of the cut>/}, holds
 * rows of one table and one such date, and becomes visible with the checkpoint that follows it.
 */
final class ZoneSink {

    private ZoneSink() {}

    static <E> Sink<E> of(Path base, ZoneFormat<E> format, List<TableSchema> tables, long closeAfterBytes) {
        if (closeAfterBytes < 1) {
            throw new IllegalArgumentException(
                    "Cannot close files after %d bytes, expected 1 or more".formatted(closeAfterBytes));
        }
        tables.forEach(format::schema);
        FullFiles full = new FullFiles();
        return FileSink.forBulkFormat(
                        base, new ZoneFileFactory<>(base.toString(), format, tables, closeAfterBytes, full))
                .withBucketAssigner(new ZoneFolders<>(format))
                .withRollingPolicy(new CloseWhenFull<>(full))
                .withOutputFileConfig(new OutputFileConfig("part", ".parquet"))
                .build();
    }
}
