package com.terrifictotes.local.lake;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.reconcile.Flaws;
import com.terrifictotes.reconcile.OrderedRows;
import com.terrifictotes.reconcile.RawZone;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** A raw zone as a comparison with totesys wants it. */
public final class LatestRows implements RawZone {

    private final RawChanges changes;
    private final int limit;

    /** @param limit how many keys with flaws are told one by one */
    public LatestRows(RawChanges changes, int limit) {
        this.changes = changes;
        this.limit = limit;
    }

    @Override
    public OrderedRows<Row> latest(TableSchema table, Instant cut) {
        return new RowsOfChanges(changes.latest(table, cut));
    }

    @Override
    public Flaws flaws(TableSchema table, Instant cut) {
        return changes.misnumbered(table, cut, limit);
    }

    private record RowsOfChanges(CloseableIterator<Change> changes) implements OrderedRows<Row> {

        @Override
        public @Nullable Row next() {
            return changes.hasNext() ? changes.next().version().row() : null;
        }

        @Override
        public void close() throws SQLException {
            try {
                changes.close();
            } catch (SQLException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new SQLException("Cannot end reading the raw zone: " + e.getMessage(), e);
            }
        }
    }
}
