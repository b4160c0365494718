package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.ValueText;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goes through rows of totesys and of a copy together, key by key. Holds the rows of one key. */
final class Merge {

    /** More rows of one key in a copy than anybody wants to see. */
    private static final int MOST_OF_A_KEY = 3;

    private final OrderedRows<Original> totesys;
    private final OrderedRows<Row> copy;
    private final TableSchema schema;
    private final int[] keyIndexes;
    private @Nullable Original original;
    private @Nullable Row row;
    private @Nullable Key rowKey;

    /** Is told of every key that is on either side. */
    @FunctionalInterface
    interface Visitor {
        void visit(Key key, @Nullable Original original, List<Row> rows) throws SQLException;
    }

    /** @param schema of the copy */
    Merge(OrderedRows<Original> totesys, OrderedRows<Row> copy, TableSchema schema) {
        this.totesys = totesys;
        this.copy = copy;
        this.schema = schema;
        this.keyIndexes = schema.keyIndexes();
    }

    /** @throws IllegalStateException if either side is not in order: then nothing could be said */
    void run(Visitor visitor) throws SQLException, IOException {
        advanceTotesys();
        advanceCopy();
        while (original != null || rowKey != null) {
            Key key = least(original, rowKey);
            Original own = original != null && original.key().equals(key) ? original : null;
            if (own != null) {
                advanceTotesys();
            }
            visitor.visit(key, own, rowsOf(key));
        }
    }

    private List<Row> rowsOf(Key key) throws SQLException, IOException {
        List<Row> rows = List.of();
        while (row != null && rowKey != null && key.equals(rowKey)) {
            if (rows.isEmpty()) {
                rows = List.of(row);
            } else if (rows.size() < MOST_OF_A_KEY) {
                rows = with(rows, row);
            }
            advanceCopy();
        }
        return rows;
    }

    private static Key least(@Nullable Original original, @Nullable Key rowKey) {
        if (original == null) {
            return Objects.requireNonNull(rowKey);
        }
        return rowKey == null || original.key().compareTo(rowKey) < 0 ? original.key() : rowKey;
    }

    private void advanceTotesys() throws SQLException, IOException {
        Original before = original;
        Original next = totesys.next();
        if (before != null && next != null && before.key().compareTo(next.key()) >= 0) {
            throw new IllegalStateException(
                    "Cannot compare %s: rows of totesys are not in the order of their keys".formatted(schema.name()));
        }
        original = next;
    }

    private void advanceCopy() throws SQLException, IOException {
        Key before = rowKey;
        Row next = copy.next();
        Key key = next == null ? null : Key.of(schema, keyIndexes, next);
        if (before != null && key != null && next != null && before.compareTo(key) > 0) {
            throw new IllegalStateException("Cannot compare %s: the row with key %s is not in the order of the keys"
                    .formatted(schema.name(), ValueText.key(schema, next)));
        }
        row = next;
        rowKey = key;
    }

    private static List<Row> with(List<Row> rows, Row another) {
        List<Row> all = new ArrayList<>(rows);
        all.add(another);
        return all;
    }
}
