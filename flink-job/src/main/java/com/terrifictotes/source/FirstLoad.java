package com.terrifictotes.source;

import com.terrifictotes.catalog.CatalogLook;
import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a first load: the fence is noted, and the keys of big tables; then those are read in chunks, and the first cut
 * reads what was written since that fence, and all of the small tables.
 *
 * <p>Chunks give out rows with the noted keys alone, in whatever database and however late they are read. So the first cut,
 * which begins with those keys, knows of every row that was given out, and finds those that are gone.
 *
 * <p>A table that cannot be read as it was when the job started is left to the cuts.
 */
final class FirstLoad {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLoad.class);

    /** Splits go to their reader in one message, of which Flink takes 10 MB: hundreds of millions of keys without gaps. */
    private static final long MOST_KEY_BYTES = 4 << 20;

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
            Snapshot snapshot = Snapshot.take(connection, session.replayedUpTo());
            Map<String, TableStatistics> statistics = TableStatistics.read(connection, catalog.namespace());
            CatalogLook now = SourceCatalog.look(connection, options.namespace(), options.excluded());
            Map<String, LiveKeys> keys = keysOfBigTables(connection, statistics, now);
            session.end();
            return new Plan(splits(snapshot, keys), rows(statistics));
        }
    }

    private long rows(Map<String, TableStatistics> statistics) {
        return catalog.tables().stream()
                .mapToLong(table -> of(table, statistics).rows())
                .sum();
    }

    private Map<String, LiveKeys> keysOfBigTables(
            Connection connection, Map<String, TableStatistics> statistics, CatalogLook now) throws SQLException {
        Map<String, LiveKeys> all = new HashMap<>();
        long bytes = 0;
        for (TableSchema table : catalog.tables()) {
            if (isBig(table, of(table, statistics), options)
                    && Difference.between(table, now).isEmpty()) {
                LiveKeys keys = keys(connection, table);
                if (bytes + keys.bytes() <= MOST_KEY_BYTES) {
                    bytes += keys.bytes();
                    all.put(table.name(), keys);
                } else {
                    LOG.info(
                            "Table {} is read in one piece: its keys are too far apart to hand them out", table.name());
                }
            }
        }
        return all;
    }

    private LiveKeys keys(Connection connection, TableSchema table) throws SQLException {
        try {
            return TableKeys.fetch(connection, catalog.namespace(), table);
        } catch (SQLException e) {
            throw RefusedTableException.of(table.name(), e);
        }
    }

    private EnumeratorState splits(Snapshot snapshot, Map<String, LiveKeys> keys) {
        List<ChunkSplit> chunks = new ArrayList<>();
        Map<String, TableProgress> loaded = new HashMap<>();
        for (TableSchema table : catalog.tables()) {
            LiveKeys ofTable = keys.get(table.name());
            if (ofTable != null) {
                chunks.addAll(chunks(table, ofTable, snapshot.asOf()));
                loaded.put(table.name(), new TableProgress(table.incarnation(), snapshot.fence(), snapshot.asOf()));
            }
        }
        return EnumeratorState.planned(chunks, CutsSplit.beforeFirst(snapshot, loaded, keys));
    }

    private List<ChunkSplit> chunks(TableSchema table, LiveKeys keys, long cut) {
        LongSummaryStatistics range = new LongSummaryStatistics();
        keys.forEachNumber(range);
        if (range.getCount() == 0) {
            return List.of();
        }
        List<ChunkSplit> chunks = ChunkPlan.divide(
                table.name(), range.getMin(), range.getMax(), range.getCount(), options.chunkRows(), cut);
        return ChunkPlan.share(table, keys, chunks);
    }

    /** Whether a table is read in chunks. */
    static boolean isBig(TableSchema table, TableStatistics statistics, ReadingOptions options) {
        return table.hasIntegerKey() && statistics.rows() > options.chunkRows();
    }

    private static TableStatistics of(TableSchema table, Map<String, TableStatistics> statistics) {
        return statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN);
    }
}
