package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a table of two columns: who, and in which town. */
final class Rows {

    static final TableSchema PEOPLE = new TableSchema(
            "people",
            List.of(
                    Column.of("id", ColumnType.of(Kind.INT32), false),
                    Column.of("town", ColumnType.of(Kind.TEXT), true)),
            List.of("id"));

    private Rows() {}

    static Row person(int id, @Nullable String town) {
        RowBuilder row = new RowBuilder().int32(id);
        return (town == null ? row.nothing() : row.text(town)).build();
    }

    static Key key(int id) {
        return Key.of(PEOPLE, PEOPLE.keyIndexes(), person(id, null));
    }

    /** Written by that transaction. */
    static Original original(int id, @Nullable String town, long xid) {
        Row row = person(id, town);
        return new Original(key(id), row, xid, Original.NO_OTHER, new Expectation.Shown(row));
    }

    static Original original(int id, @Nullable String town) {
        return original(id, town, 700);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // Nothing is written to the array.
    static <T> OrderedRows<T> ordered(T... rows) {
        Iterator<T> all = Arrays.asList(rows).iterator();
        return new OrderedRows<>() {
            @Override
            public @Nullable T next() {
                return all.hasNext() ? all.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
