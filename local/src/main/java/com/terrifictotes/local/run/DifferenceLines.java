package com.terrifictotes.local.run;

import com.terrifictotes.local.rebuild.TableDifference;
import java.util.List;

/** How two warehouses differ, as lines of text. */
final class DifferenceLines {

    private static final String HEADER = "  %-27s %12s %12s %10s %13s %10s%n";
    private static final String FORMAT = "  %-27s %,12d %,12d %,10d %,13d %,10d%n";

    private DifferenceLines() {}

    /** A header and a line per table; below it, the first rows that differ. */
    static String of(List<TableDifference> differences) {
        StringBuilder lines =
                new StringBuilder(HEADER.formatted("table", "rows", "same", "only live", "only rebuilt", "different"));
        for (TableDifference table : differences) {
            lines.append(FORMAT.formatted(
                    table.table(),
                    table.rows(),
                    table.same(),
                    table.onlyLive(),
                    table.onlyRebuilt(),
                    table.different()));
            table.first().forEach(row -> lines.append("      ").append(row).append(System.lineSeparator()));
        }
        return lines.toString();
    }
}
