package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The closed cuts, as a table that is none of totesys: one row, the last cut that brought anything. Its changes are in the
 * raw zone beside all others, and tell which of those were complete when. The source makes them.
 */
public final class ClosedCuts {

    public static final TableSchema TABLE = new TableSchema(
            "_cuts",
            List.of(
                    Column.of("id", ColumnType.of(Kind.INT32), false),
                    Column.of("cut", ColumnType.of(Kind.INSTANT), false),
                    Column.of("rows", ColumnType.of(Kind.INT64), false)),
            List.of("id"));

    private ClosedCuts() {}

    /**
     * That a cut is closed.
     *
     * @param instant of the cut, milliseconds since 1970-01-01 UTC
     * @param rows that were read for it
     */
    public static Row row(long instant, long rows) {
        return new RowBuilder()
                .int32(1)
                .timestamp(TimeUnit.MILLISECONDS.toMicros(instant))
                .int64(rows)
                .build();
    }
}
