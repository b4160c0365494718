package com.terrifictotes.local.run;

import com.terrifictotes.local.flink.Board;
import java.util.List;

/** What each table holds, as lines of text. */
final class TableLines {

    private static final String FORMAT = "  %-20s %12s %12s %12s %12s%n";

    private TableLines() {}

    /**
     * A header and a line per table of totesys: rows that are there, changes and deletes in the raw zone, and how long ago
     * its last state was read.
     */
    static String of(Board board) {
        StringBuilder lines = new StringBuilder(FORMAT.formatted("table", "rows", "changes", "deletes", "lag"));
        List<String> stopped = stopped(board);
        for (String table : board.tables("rowsRead")) {
            lines.append(FORMAT.formatted(
                    table,
                    "%,d".formatted(board.sum("liveRows", table)),
                    "%,d".formatted(board.sum("changes", table)),
                    "%,d".formatted(board.sum("deletes", table)),
                    stopped.contains(table) ? "stopped" : lag(board, table)));
        }
        lines.append(FORMAT.formatted(
                "all",
                "%,d".formatted(board.sum("liveRows")),
                "%,d".formatted(board.sum("changes")),
                "%,d".formatted(board.sum("deletes")),
                ""));
        return lines.toString();
    }

    /** Tables of totesys that are not read, because they are not as they were. */
    static List<String> stopped(Board board) {
        return having("isStopped", board);
    }

    /** Tables of which another number of rows is known than totesys had when they were last compared. */
    static List<String> miscounted(Board board) {
        return having("isMiscounted", board);
    }

    private static List<String> having(String metric, Board board) {
        return board.tables(metric).stream()
                .filter(table -> board.max(metric, table) > 0)
                .toList();
    }

    private static String lag(Board board, String table) {
        long lag = board.max("completeAgeSeconds", table);
        return lag < 0 ? "-" : lag + " s";
    }
}
