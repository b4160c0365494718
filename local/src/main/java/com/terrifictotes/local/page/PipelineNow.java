package com.terrifictotes.local.page;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.local.flink.Board;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the pipeline is, by its metrics: docs/metrics.md says what each means. A number that is not known is left out. */
final class PipelineNow {

    /** Of the whole pipeline; the greatest of those of all tasks. */
    private static final List<String> GAUGES = List.of(
            "completeTo",
            "lastCut",
            "lastCutMillis",
            "cutAgeSeconds",
            "publishMillis",
            "quarantineOpen",
            "countMismatches",
            "reconcileMismatches",
            "reconcileUnsettled",
            "auditAgeSeconds",
            "numRestarts",
            "expectedRows");

    private static final List<String> COUNTERS = List.of("cuts", "rowsRead", "publishes", "publishRetries", "retries");

    private final String name;
    private final Board board;
    private final FreshnessHistory freshness;
    private final boolean hasWarehouse;
    private volatile @Nullable URI flink;

    PipelineNow(String name, Board board, FreshnessHistory freshness, boolean hasWarehouse) {
        this.name = name;
        this.board = board;
        this.freshness = freshness;
        this.hasWarehouse = hasWarehouse;
    }

    void linkFlink(URI address) {
        flink = address;
    }

    Object now() {
        Map<String, @Nullable Object> now = new LinkedHashMap<>();
        now.put("pipeline", name);
        now.put("flink", flink == null ? null : flink.toString());
        now.put("hasWarehouse", hasWarehouse);
        now.put("now", System.currentTimeMillis());
        GAUGES.forEach(gauge -> putKnown(now, gauge, board.max(gauge)));
        COUNTERS.forEach(counter -> now.put(counter, board.sum(counter)));
        now.put("rowsPublished", board.sum("rowsPublished"));
        now.put("publishers", board.additions("rowsPublished"));
        FreshnessHistory.Sample behind = freshness.now();
        now.put("behindSeconds", behind == null ? null : behind.seconds());
        now.put("freshness", freshness.lastHour());
        now.put("tables", board.tables("rowsRead").stream().map(this::table).toList());
        now.put(
                "star",
                StarSchema.all().stream()
                        .map(StarTable::name)
                        .map(this::starTable)
                        .toList());
        return now;
    }

    private Map<String, Object> table(String table) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("table", table);
        row.put("rows", board.sum("liveRows", table));
        row.put("changes", board.sum("changes", table));
        row.put("deletes", board.sum("deletes", table));
        putKnown(row, "lagSeconds", board.max("completeAgeSeconds", table));
        row.put("isStopped", board.max("isStopped", table) > 0);
        row.put("isMiscounted", board.max("isMiscounted", table) > 0);
        return row;
    }

    private Map<String, Object> starTable(String table) {
        return Map.of("table", table, "rowsPublished", board.sum("rowsPublished", table));
    }

    private static void putKnown(Map<String, ? super Object> map, String name, long value) {
        if (value >= 0) {
            map.put(name, value);
        }
    }
}
