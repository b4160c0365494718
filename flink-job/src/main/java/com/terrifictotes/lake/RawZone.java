package com.terrifictotes.lake;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;

/**
 * The raw zone: every change of every table, as it was, in Parquet files that are never written to again.
 *
 * <p>One sink writes all tables. A file lies in {@code table=<name>/cut_date=<UTC date of the cut>/}, holds changes of
 * one table and one such date, and becomes visible with the checkpoint that follows it: exactly once, whatever fails.
 */
public final class RawZone {

    private RawZone() {}

    /**
     * The sink. It takes {@link ClosedCuts}, too.
     *
     * @param base the folder of the zone
     * @param tables the schemas of all tables of totesys whose changes will come
     * @param closeAfterBytes the size at which a file is closed before its checkpoint comes
     * @throws IllegalArgumentException if a table has a column of a name that the zone gives to its own
     */
    public static Sink<Change> sink(Path base, List<TableSchema> tables, long closeAfterBytes) {
        List<TableSchema> all =
                Stream.concat(tables.stream(), Stream.of(ClosedCuts.TABLE)).toList();
        return ZoneSink.of(base, new RawFormat(), all, closeAfterBytes);
    }

    /** The folder, in that of the zone, with all files of a table and of no other. */
    public static String folder(String table) {
        return ZoneFolders.ofTable(table);
    }
}
