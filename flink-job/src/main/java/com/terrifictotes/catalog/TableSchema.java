package com.terrifictotes.catalog;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table: its name, its columns in order, and the columns that identify a row.
 *
 * @param name unqualified
 * @param columns in the order of the table; the order of every {@link Row} of it
 * @param primaryKey names of columns, in the order of the key; never empty
 * @param storage where the database keeps the table, in words of its own: rows that are there under another one may be
 *     others, although nobody wrote them; empty for a table of our own
 */
public record TableSchema(String name, List<Column> columns, List<String> primaryKey, String storage)
        implements Serializable {

    /** A table of our own. */
    public TableSchema(String name, List<Column> columns, List<String> primaryKey) {
        this(name, columns, primaryKey, "");
    }

    public TableSchema {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        if (primaryKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot follow table %s: it has no primary key, expected one".formatted(name));
        }
        for (String key : primaryKey) {
            indexIn(columns, name, key);
        }
    }

    /**
     * Where a column is.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public int index(String column) {
        return indexIn(columns, name, column);
    }

    /** Whether there is a column of that name. */
    public boolean has(String column) {
        return columns.stream().anyMatch(c -> c.name().equals(column));
    }

    /** Where the columns of the primary key are. */
    public int[] keyIndexes() {
        return primaryKey.stream().mapToInt(this::index).toArray();
    }

    /** Whether one integer identifies a row. */
    public boolean hasIntegerKey() {
        return primaryKey.size() == 1
                && columns.get(index(primaryKey.get(0))).type().kind().isInteger();
    }

    /**
     * The names and types of all columns in one text: two tables with the same have rows of the same form, and rows of
     * the same content have the same bytes.
     */
    public String shape() {
        StringBuilder shape = new StringBuilder(String.join(",", primaryKey));
        columns.forEach(
                column -> shape.append(';').append(column.name()).append(' ').append(column.sqlType()));
        return shape.toString();
    }

    /**
     * The shape, the storage and the columns' numbers in one text: with the same, what was known of the rows of a table
     * still holds.
     */
    public String incarnation() {
        if (storage.isEmpty()) {
            return shape();
        }
        String numbers = columns.stream()
                .map(column -> Integer.toString(column.number()))
                .collect(Collectors.joining(","));
        return shape() + '@' + storage + '/' + numbers;
    }

    /**
     * This table as it is kept now, with its own columns alone, in its own order.
     *
     * @param now the table of that name, which has all of these columns
     */
    public TableSchema keptAs(TableSchema now) {
        List<Column> same = columns.stream()
                .map(column -> now.columns().get(now.index(column.name())))
                .toList();
        return new TableSchema(name, same, primaryKey, now.storage());
    }

    private static int indexIn(List<Column> columns, String table, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Cannot find column: %s.%s, expected one of %s"
                .formatted(table, column, columns.stream().map(Column::name).toList()));
    }
}
