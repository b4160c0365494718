package com.terrifictotes.source;

import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cut being read: its transaction is open. */
final class OpenCut {

    private final Connection connection;
    private final String namespace;
    private final CutsSplit cuts;
    private final Snapshot snapshot;
    private final Deque<Part> rest;
    private final ReaderMetrics metrics;
    private final long started;
    private final long instant;
    private final Map<String, TableProgress> completed = new HashMap<>();
    private @Nullable CopyRows rows;
    private long rowsRead;

    /** One table's share of a cut. */
    record Part(TableSchema table, TableReading reading) {}

    OpenCut(
            Connection connection,
            String namespace,
            CutsSplit cuts,
            Snapshot snapshot,
            List<Part> parts,
            ReaderMetrics metrics,
            long started) {
        this.connection = connection;
        this.namespace = namespace;
        this.cuts = cuts;
        this.snapshot = snapshot;
        this.rest = new ArrayDeque<>(parts);
        this.metrics = metrics;
        this.started = started;
        this.instant = cuts.instantOf(snapshot);
    }

    long instant() {
        return instant;
    }

    long rowsRead() {
        return rowsRead;
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
            if (!isReadToItsEnd(rest.getFirst(), batch)) {
                return true;
            }
            finish(rest.removeFirst());
        }
        return false;
    }

    /** How far everything is after this cut. */
    CutsSplit closed() {
        return cuts.closed(instant, snapshot, completed);
    }

    private boolean isReadToItsEnd(Part part, List<Reading> batch) throws SQLException {
        if (part.reading().extent() == TableReading.Extent.NOTHING) {
            return true;
        }
        CopyRows open = rows == null ? open(part) : rows;
        rows = open;
        int before = batch.size();
        boolean mayHaveMore = RowBatch.fill(open, batch);
        rowsRead += batch.size() - before;
        metrics.rowsRead(part.table().name(), batch.size() - before);
        return !mayHaveMore;
    }

    private CopyRows open(Part part) throws SQLException {
        String sql = CutSql.copy(namespace, part.table(), part.reading());
        return CopyRows.open(connection, sql, part.table(), instant);
    }

    private void finish(Part part) {
        rows = null;
        if (part.reading().isComplete()) {
            TableSchema table = part.table();
            completed.put(table.name(), new TableProgress(table.incarnation(), snapshot.fence(), instant));
        }
    }
}
