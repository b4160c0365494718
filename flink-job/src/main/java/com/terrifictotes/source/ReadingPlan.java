package com.terrifictotes.source;

import com.terrifictotes.catalog.CopyTuples;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the tables of totesys will be read, and about how long that takes: by statistics, and by reading a part of each. */
public final class ReadingPlan {

    private static final double NANOS = 1e9;

    private final Connection connection;
    private final ReadingOptions options;
    private final long most;

    private ReadingPlan(Connection connection, ReadingOptions options, long most) {
        this.connection = connection;
        this.options = options;
        this.most = most;
    }

    /**
     * One table.
     *
     * @param rows about how many it has
     * @param bytes about how many those are as they come over the network
     * @param chunks in about how many pieces a first load reads it, over all readers; 0 if the first cut does
     * @param isIndexed whether a cut looks at what is recent alone, through the index on {@code last_updated}, and at all of
     *     it only now and then
     * @param loadSeconds about how long one reader takes for all of it
     * @param scanSeconds about how long a cut takes to look through all of it and find nothing
     */
    public record PlannedTable(
            String table,
            long rows,
            long bytes,
            long chunks,
            boolean isIndexed,
            double loadSeconds,
            double scanSeconds) {}

    /**
     * Plans, in auto-commit. Writes nothing.
     *
     * @param most rows of each table that are read to learn how fast it goes
     * @throws SQLException if a table cannot be read
     */
    public static List<PlannedTable> make(
            Connection connection, SourceCatalog catalog, ReadingOptions options, long most) throws SQLException {
        Map<String, TableStatistics> statistics = TableStatistics.read(connection, catalog.namespace());
        ReadingPlan plan = new ReadingPlan(connection, options, most);
        List<PlannedTable> tables = new ArrayList<>();
        for (TableSchema table : catalog.tables()) {
            tables.add(plan.of(table, statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN)));
        }
        return tables;
    }

    private PlannedTable of(TableSchema table, TableStatistics statistics) throws SQLException {
        Part part = read(table);
        long rows = part.isAll(most) ? part.rows() : Math.max(statistics.rows(), part.rows());
        boolean isBig = FirstLoad.isBig(table, statistics, options);
        return new PlannedTable(
                table.name(),
                rows,
                Math.round(part.bytes() * part.share(rows)),
                isBig ? -Math.floorDiv(-rows, options.chunkRows()) : 0,
                !TableReading.isSmall(table, statistics, options),
                part.seconds() * part.share(rows),
                scanSeconds(table, rows));
    }

    /** What was read to learn. */
    private record Part(long rows, long bytes, double seconds) {

        boolean isAll(long most) {
            return rows < most;
        }

        /** How many times this it is. */
        double share(long all) {
            return rows == 0 ? 1 : (double) all / rows;
        }
    }

    private Part read(TableSchema table) throws SQLException {
        long started = System.nanoTime();
        long rows = 0;
        long bytes = 0;
        String copy = CutSql.copySome(options.namespace(), table, most);
        try (CopyTuples tuples = CopyTuples.open(connection, copy, "table " + table.name())) {
            for (byte[] tuple = tuples.next(); tuple != null; tuple = tuples.next()) {
                rows++;
                bytes += tuple.length;
            }
        }
        return new Part(rows, bytes, (System.nanoTime() - started) / NANOS);
    }

    private double scanSeconds(TableSchema table, long rows) throws SQLException {
        double percent = Math.min(100, Math.max(0.01, 100.0 * most / Math.max(1, rows)));
        long started = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(CutSql.scanSome(options.namespace(), table, percent))) {
            result.next();
        }
        return (System.nanoTime() - started) / NANOS * 100 / percent;
    }
}
