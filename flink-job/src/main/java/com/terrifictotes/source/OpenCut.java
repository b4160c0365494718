package com.terrifictotes.source;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** A cut being read: its transaction is open. */
final class OpenCut {

    private final CutsSplit cuts;
    private final Snapshot snapshot;
    private final long instant;
    private final List<TableCut> tables;
    private final Deque<TableCut> rest;
    private final ReaderMetrics metrics;
    private final long started;

    /** @param instant {@link CutsSplit#instantOf} of the snapshot, which the tables carry, too */
    OpenCut(
            CutsSplit cuts,
            Snapshot snapshot,
            long instant,
            List<TableCut> tables,
            ReaderMetrics metrics,
            long started) {
        this.cuts = cuts;
        this.snapshot = snapshot;
        this.instant = instant;
        this.tables = List.copyOf(tables);
        this.rest = new ArrayDeque<>(tables);
        this.metrics = metrics;
        this.started = started;
    }

    long rowsRead() {
        return tables.stream().mapToLong(TableCut::rowsRead).sum();
    }

    /** Whether it gave out anything: rows, or that rows are gone. */
    boolean broughtAnything() {
        return tables.stream().anyMatch(table -> table.rowsRead() > 0 || table.rowsGone() > 0);
    }

    /** When it began, on {@link Clock}. */
    long started() {
        return started;
    }

    /**
     * Reads on into the batch.
     *
     * @return whether there may be more; if not, the batch may hold rows all the same
     */
    boolean fill(List<Reading> batch) throws SQLException {
        while (!rest.isEmpty()) {
            if (isMore(rest.getFirst(), batch)) {
                return true;
            }
            rest.removeFirst();
        }
        return false;
    }

    /** How far everything is after this cut. */
    CutsSplit closed() {
        Map<String, TableProgress> completed = new HashMap<>();
        tables.stream()
                .filter(TableCut::isComplete)
                .forEach(table -> completed.put(table.table().name(), progress(table)));
        return cuts.closed(instant, snapshot, completed).withKeys(keys(TableCut::now));
    }

    /** How many rows each table has, as far as it is known. */
    Map<String, Long> rowsThere() {
        return rowsThere(table -> true);
    }

    /** The same, of tables of which anything was read: of others nothing is new. */
    Map<String, Long> rowsThereOfRead() {
        return rowsThere(TableCut::isRead);
    }

    private Map<String, Long> rowsThere(Predicate<TableCut> which) {
        Map<String, Long> rows = new HashMap<>();
        tables.stream()
                .filter(which)
                .forEach(table -> table.rowsThere()
                        .ifPresent(count -> rows.put(table.table().name(), count)));
        return rows;
    }

    /** How far everything is if it ends here: rows of it are out, and it is not closed. */
    CutsSplit brokenOff() {
        return cuts.reached(instant).withKeys(keys(TableCut::atLeast));
    }

    private boolean isMore(TableCut table, List<Reading> batch) throws SQLException {
        long read = table.rowsRead();
        long gone = table.rowsGone();
        boolean isMore = fill(table, batch);
        metrics.rowsRead(table.table().name(), table.rowsRead() - read);
        metrics.rowsGone(table.table().name(), table.rowsGone() - gone);
        return isMore;
    }

    private static boolean fill(TableCut table, List<Reading> batch) throws SQLException {
        try {
            return table.fill(batch);
        } catch (SQLException e) {
            throw RefusedTableException.of(table.table().name(), e);
        }
    }

    private TableProgress progress(TableCut table) {
        return table.isAllRead()
                ? new TableProgress(table.table().incarnation(), snapshot.fence(), instant)
                : TableProgress.NONE;
    }

    private Map<String, LiveKeys> keys(Function<TableCut, LiveKeys> which) {
        Map<String, LiveKeys> keys = new HashMap<>();
        tables.forEach(table -> keys.put(table.table().name(), which.apply(table)));
        return keys;
    }
}
