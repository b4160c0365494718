package com.terrifictotes.lake;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * The raw zone: every change of every table, as it was, in Parquet files that are never written to again.
 *
 * <p>One sink writes all tables. A file lies in {@code table=<name>/cut_date=<UTC date of the cut>/}, holds changes of
 * one table and one such date, and becomes visible with the checkpoint that follows it: exactly once, whatever fails.
 */
public final class RawZone {

    private RawZone() {}

    /**
     * The sink.
     *
     * @param base the folder of the zone
     * @param tables the schemas of all tables whose changes will come
     * @param closeAfterBytes the size at which a file is closed before its checkpoint comes
     * @throws IllegalArgumentException if a table has a column of a name that the zone gives to its own
     */
    public static Sink<Change> sink(Path base, List<TableSchema> tables, long closeAfterBytes) {
        if (closeAfterBytes < 1) {
            throw new IllegalArgumentException(
                    "Cannot close files after %d bytes, expected 1 or more".formatted(closeAfterBytes));
        }
        tables.forEach(RawSchema::of);
        FullFiles full = new FullFiles();
        return FileSink.forBulkFormat(base, new RawFileFactory(tables, closeAfterBytes, full))
                .withBucketAssigner(new RawFolders())
                .withRollingPolicy(new CloseWhenFull(full))
                .withOutputFileConfig(new OutputFileConfig("part", ".parquet"))
                .build();
    }
}
