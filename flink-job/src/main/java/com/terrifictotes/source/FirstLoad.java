package com.terrifictotes.source;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans a first load: the fence is noted, then big tables are read in chunks, and the first cut reads what was written
 * since that fence, and all of the small tables.
 */
final class FirstLoad {

    private final SourceCatalog catalog;
    private final ReadingOptions options;

    FirstLoad(SourceCatalog catalog, ReadingOptions options) {
        this.catalog = catalog;
        this.options = options;
    }

    /**
     * The plan.
     *
     * @param splits what the enumerator hands out
     * @param rows about how many rows there are in all
     */
    record Plan(EnumeratorState splits, long rows) {}

    /** Plans, in one snapshot of the database. */
    Plan plan(Database database) throws SQLException {
        try (Session session = new Session(database)) {
            Connection connection = session.beginSnapshot();
            Snapshot snapshot = Snapshot.take(connection);
            Map<String, TableStatistics> statistics = TableStatistics.read(connection, catalog.namespace());
            List<ChunkSplit> chunks = new ArrayList<>();
            Map<String, TableProgress> loaded = new HashMap<>();
            long rows = 0;
            for (TableSchema table : catalog.tables()) {
                TableStatistics known = statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN);
                rows += known.rows();
                if (table.hasIntegerKey() && known.rows() > options.chunkRows()) {
                    chunks.addAll(chunks(connection, table, known.rows(), snapshot.clock()));
                    loaded.put(
                            table.name(), new TableProgress(table.incarnation(), snapshot.fence(), snapshot.clock()));
                }
            }
            session.end();
            return new Plan(EnumeratorState.planned(chunks, CutsSplit.beforeFirst(snapshot, loaded)), rows);
        }
    }

    private List<ChunkSplit> chunks(Connection connection, TableSchema table, long rows, long cut) throws SQLException {
        String key = Sql.identifier(table.primaryKey().get(0));
        String query =
                "SELECT min(%s), max(%s) FROM %s".formatted(key, key, Sql.table(catalog.namespace(), table.name()));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return ChunkPlan.divide(table.name(), result.getLong(1), result.getLong(2), rows, options.chunkRows(), cut);
        }
    }
}
