package com.terrifictotes.local.lake;

import com.terrifictotes.catalog.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of one table that have the same columns.
 *
 * @param shape what their metadata says of the table: its key, then its columns with their types in SQL's words
 * @param files their paths
 * @param columns of the table, in the order of the files, without the raw zone's own, which come behind them
 */
record FileGroup(String shape, List<String> files, List<Column> columns) {

    /**
     * A column as the files have it.
     *
     * @param name as totesys has it
     * @param type as DuckDB calls it
     */
    record Column(String name, String type) {}

    FileGroup {
        files = List.copyOf(files);
        columns = List.copyOf(columns);
    }

    /** The table as these files have it. All columns allow NULL, as they do in the files. */
    TableSchema schema(String table) {
        List<com.terrifictotes.catalog.Column> all = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < columns.size(); i++) {
            int at = shape.indexOf(opening(i), end) + opening(i).length();
            end = i + 1 < columns.size() ? shape.indexOf(opening(i + 1), at) : shape.length();
            all.add(new com.terrifictotes.catalog.Column(
                    columns.get(i).name(),
                    RawField.type(columns.get(i).type()),
                    true,
                    shape.substring(at, end),
                    false));
        }
        return new TableSchema(table, all, primaryKey());
    }

    private List<String> primaryKey() {
        return List.of(shape.substring(0, shape.indexOf(opening(0))).split(",", -1));
    }

    /** What the shape says before the type of a column. */
    private String opening(int column) {
        return ';' + columns.get(column).name() + ' ';
    }
}
