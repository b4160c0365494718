package com.terrifictotes.source;

import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans a cut: which table is read how. Asks for statistics now and then. */
final class Planner {

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final ReadingOptions options;
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
        refreshStatistics(connection, namespace);
        if (!cuts.canTrustFences(snapshot)) {
            LOG.warn(
                    "This is not the database of the last cut, or its transaction ids went backwards ({}, now {}): reading all of it once, comparing contents",
                    cuts.identity(),
                    snapshot.identity());
            metrics.identityChanged();
        }
        long instant = cuts.instantOf(snapshot);
        List<TableCut> parts = new ArrayList<>();
        for (TableSchema table : tables) {
            TableStatistics known = statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN);
            TableReading reading = TableReading.plan(table, cuts, snapshot, known, options);
            parts.add(new TableCut(connection, namespace, table, reading, cuts.keysOf(table), instant));
        }
        return new OpenCut(cuts, snapshot, instant, parts, metrics, started);
    }

    private void refreshStatistics(Connection connection, String namespace) throws SQLException {
        long now = Clock.millis();
        if (now < statisticsUntil) {
            return;
        }
        statistics = TableStatistics.read(connection, namespace);
        statisticsUntil = now + options.sweepInterval().toMillis();
    }
}
