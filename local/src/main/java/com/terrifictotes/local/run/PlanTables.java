package com.terrifictotes.local.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.terrifictotes.source.ReadingOptions;
import com.terrifictotes.source.ReadingPlan.PlannedTable;
import java.util.List;

/** How tables will be read, for people and for machines. */
final class PlanTables {

    private static final String FORMAT = "  %-20s %14s %9s  %-14s %9s  %-24s %9s%n";
    private static final int MEGA = 1_000_000;

    private PlanTables() {}

    static String lines(List<PlannedTable> tables, ReadingOptions options) {
        StringBuilder lines = new StringBuilder(
                FORMAT.formatted("table", "about rows", "MB", "first load", "seconds", "then", "seconds"));
        tables.forEach(table -> lines.append(line(table, options)));
        lines.append(FORMAT.formatted(
                "all",
                "%,d".formatted(tables.stream().mapToLong(PlannedTable::rows).sum()),
                megabytes(tables.stream().mapToLong(PlannedTable::bytes).sum()),
                "",
                seconds(tables.stream().mapToDouble(PlannedTable::loadSeconds).sum()),
                "",
                seconds(tables.stream().mapToDouble(PlannedTable::scanSeconds).sum())));
        return lines
                + "Seconds are those of one connection that does nothing else: reading all, and looking through all for what a cut reads.%n"
                        .formatted()
                + "A cut every %s looks only if a transaction id was given out since the last one."
                        .formatted(options.pollInterval());
    }

    static String json(List<PlannedTable> tables) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (PlannedTable table : tables) {
            ObjectNode json = array.addObject();
            json.put("table", table.table());
            json.put("rows", table.rows());
            json.put("bytes", table.bytes());
            json.put("chunks", table.chunks());
            json.put("isIndexed", table.isIndexed());
            json.put("loadSeconds", table.loadSeconds());
            json.put("scanSeconds", table.scanSeconds());
        }
        return array.toPrettyString();
    }

    private static String line(PlannedTable table, ReadingOptions options) {
        return FORMAT.formatted(
                table.table(),
                "%,d".formatted(table.rows()),
                megabytes(table.bytes()),
                table.chunks() == 0 ? "in the 1st cut" : "%,d chunks".formatted(table.chunks()),
                seconds(table.loadSeconds()),
                table.isIndexed() ? "index, all every " + options.sweepInterval() : "all at each cut",
                seconds(table.scanSeconds()));
    }

    private static String megabytes(long bytes) {
        return "%,.1f".formatted((double) bytes / MEGA);
    }

    private static String seconds(double seconds) {
        return "%,.2f".formatted(seconds);
    }
}
