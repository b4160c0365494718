package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Projection;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Lookup;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a table of totesys become one side of a joined dimension.
 *
 * @param keyIndex where the table's key is
 * @param referenceIndex where the key of the row looked up is
 */
record JoinSide(
        TableSchema table, boolean isLookup, Projection projection, RowTimes times, int keyIndex, int referenceIndex) {

    static JoinSide ofSource(StarTable star, Lookup lookup, TableSchema source) {
        return new JoinSide(
                source,
                false,
                Projection.ofSource(star, source),
                RowTimes.of(source),
                keyIndex(source),
                source.index(lookup.foreignKey()));
    }

    static JoinSide ofLookup(StarTable star, TableSchema lookup) {
        int key = keyIndex(lookup);
        return new JoinSide(lookup, true, Projection.ofLookup(star, lookup), RowTimes.of(lookup), key, key);
    }

    /** What becomes of a change: something that waits for its cut to be closed, or what does not fit. */
    record Read(@Nullable PendingSide pending, List<Misfit> misfits) {}

    Read read(Change change) {
        return change.operation() == Operation.DELETE
                ? new Read(pending(change, null), List.of())
                : readRow(change, change.version().row());
    }

    private Read readRow(Change change, Row row) {
        RowBuilder shown = new RowBuilder();
        List<Misfit> misfits = new ArrayList<>(projection.append(row, shown));
        if (row.isNull(referenceIndex)) {
            misfits.add(new Misfit(table.columns().get(referenceIndex).name(), null, "is NULL"));
        }
        if (!misfits.isEmpty()) {
            return new Read(null, misfits);
        }
        Side side = new Side(shown.build(), row.integer(referenceIndex), times.createdAt(row), times.lastUpdated(row));
        return new Read(pending(change, side), List.of());
    }

    /** The key of the change's row. */
    long key(Change change) {
        return change.version().row().integer(keyIndex);
    }

    private PendingSide pending(Change change, @Nullable Side side) {
        return new PendingSide(isLookup, key(change), change.version().cut(), change.number(), side);
    }

    private static int keyIndex(TableSchema table) {
        if (!table.hasIntegerKey()) {
            throw new IllegalArgumentException("Cannot join table: %s with key %s, expected one integer"
                    .formatted(table.name(), table.primaryKey()));
        }
        return table.keyIndexes()[0];
    }
}
