package com.terrifictotes.source;

import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans a cut: which table is read how. Asks for statistics now and then. */
final class Planner {

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final ReadingOptions options;
    private final Set<String> advised = new HashSet<>();
    private Map<String, TableStatistics> statistics = Map.of();
    private long statisticsUntil = Long.MIN_VALUE;

    Planner(ReadingOptions options) {
        this.options = options;
    }

    OpenCut plan(
            Connection connection,
            String namespace,
            List<TableSchema> tables,
            CutsSplit cuts,
            Snapshot snapshot,
            ReaderMetrics metrics,
            long started)
            throws SQLException {
        refreshStatistics(connection, namespace, tables);
        if (!cuts.canTrustFences(snapshot)) {
            LOG.warn(
                    "This is not the database of the last cut, or its transaction ids went backwards ({}, now {}): reading all of it once, comparing contents",
                    cuts.identity(),
                    snapshot.identity());
            metrics.identityChanged();
        }
        List<OpenCut.Part> parts = new ArrayList<>();
        for (TableSchema table : tables) {
            TableStatistics known = statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN);
            parts.add(new OpenCut.Part(table, TableReading.plan(table, cuts, snapshot, known, options)));
        }
        return new OpenCut(connection, namespace, cuts, snapshot, parts, metrics, started);
    }

    private void refreshStatistics(Connection connection, String namespace, List<TableSchema> tables)
            throws SQLException {
        long now = Clock.millis();
        if (now < statisticsUntil) {
            return;
        }
        statistics = TableStatistics.read(connection, namespace);
        statisticsUntil = now + options.sweepInterval().toMillis();
        tables.forEach(this::advise);
    }

    private void advise(TableSchema table) {
        TableStatistics known = statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN);
        if (TableReading.needsIndex(table, known, options) && advised.add(table.name())) {
            LOG.info(
                    "Table {} has about {} rows and is read in full at every cut; an index would spare that: CREATE INDEX CONCURRENTLY ON {} (last_updated)",
                    table.name(),
                    known.rows(),
                    Sql.table(options.namespace(), table.name()));
        }
    }
}
