package com.terrifictotes.lake;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.change.StarRow;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;

/**
 * The processed zone: every row of the star, and of the quarantine, in Parquet files that are never written to again.
 *
 * <p>One sink writes all tables. A file lies in {@code table=<name>/cut_date=<UTC date of the cut>/}, holds rows of one
 * table and one such date (lines of the quarantine in {@code quarantine/table=<table of totesys>/cut_date=...}), and becomes visible with the checkpoint that follows it: exactly once, whatever fails. Its
 * columns are those of {@link StarTable#rows()}, all of them optional.
 */
public final class ProcessedZone {

    private ProcessedZone() {}

    /**
     * The sink. A row of a table that is none of {@link StarSchema#all()}, of another shape than its table, or with a
     * value that no type of Parquet holds, fails the job.
     *
     * @param base the folder of the zone
     * @param closeAfterBytes the size at which a file is closed before its checkpoint comes
     */
    public static Sink<StarRow> sink(Path base, long closeAfterBytes) {
        return ZoneSink.of(
                base,
                new ProcessedFormat(),
                StarSchema.all().stream().map(StarTable::rows).toList(),
                closeAfterBytes);
    }
}
