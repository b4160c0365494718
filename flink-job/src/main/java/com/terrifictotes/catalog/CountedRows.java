package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import java.util.List;

/**
 * How many rows of a table a cut saw, as a table that is none of totesys: a row for each table that the cut knows all rows
 * of. The source makes them, between the rows of a cut and its end; they are for those who know how many there should be,
 * and in no zone.
 */
public final class CountedRows {

    public static final TableSchema TABLE = new TableSchema(
            "_counts",
            List.of(
                    Column.of("table", ColumnType.of(Kind.TEXT), false),
                    Column.of("rows", ColumnType.of(Kind.INT64), false)),
            List.of("table"));

    private CountedRows() {}

    /** That a table has so many rows. */
    public static Row row(String table, long rows) {
        return new RowBuilder().text(table).int64(rows).build();
    }

    /** Of which table a row tells. */
    public static String table(Row counted) {
        return counted.text(0);
    }

    /** How many rows that table has. */
    public static long rows(Row counted) {
        return counted.integer(1);
    }
}
