package com.terrifictotes.local.run;

import com.terrifictotes.local.flink.Board;

/** What each table holds, as lines of text. */
final class TableLines {

    private static final String FORMAT = "  %-20s %12s %12s %12s%n";

    private TableLines() {}

    /** A header and a line per table of totesys: rows and changes in the raw zone, and how long ago its last state was read. */
    static String of(Board board) {
        StringBuilder lines = new StringBuilder(FORMAT.formatted("table", "rows", "changes", "lag"));
        for (String table : board.tables("rowsRead")) {
            long lag = board.max("completeAgeSeconds", table);
            lines.append(FORMAT.formatted(
                    table,
                    "%,d".formatted(board.sum("rows", table)),
                    "%,d".formatted(board.sum("changes", table)),
                    lag < 0 ? "-" : lag + " s"));
        }
        lines.append(
                FORMAT.formatted("all", "%,d".formatted(board.sum("rows")), "%,d".formatted(board.sum("changes")), ""));
        return lines.toString();
    }
}
