package com.terrifictotes.local.run;

import com.terrifictotes.reconcile.Copy;
import com.terrifictotes.reconcile.Difference;
import com.terrifictotes.reconcile.Report;
import com.terrifictotes.reconcile.TableReport;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as lines of text. */
final class ReportLines {

    private static final String FORMAT = "  %-20s %13s %13s %13s %13s%n";
    private static final int LONGEST_VALUE = 120;

    private ReportLines() {}

    static String of(Report report) {
        StringBuilder lines = new StringBuilder(
                "Totesys of %s, compared at the cut of %s%n".formatted(report.snapshot(), report.cut()));
        for (Copy copy : Copy.values()) {
            lines.append(table(report, copy));
        }
        report.tables().forEach(table -> lines.append(differences(table)));
        return lines + verdict(report);
    }

    private static String table(Report report, Copy copy) {
        String rows = report.tables().stream()
                .filter(table -> table.copy() == copy)
                .map(ReportLines::row)
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : FORMAT.formatted(copy.label(), "totesys", "here", "quarantined", "differences") + rows;
    }

    private static String row(TableReport table) {
        return FORMAT.formatted(
                table.table(),
                "%,d".formatted(table.totesys()),
                "%,d".formatted(table.shown()),
                "%,d".formatted(table.quarantined()),
                "%,d".formatted(table.mismatches()));
    }

    private static String differences(TableReport table) {
        if (table.mismatches() == 0) {
            return "";
        }
        String kinds = table.wrong().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(kind -> "%,d %s".formatted(kind.getValue(), kind.getKey().label()))
                .collect(Collectors.joining(", "));
        StringBuilder lines =
                new StringBuilder("%s %s: %s%n".formatted(table.copy().label(), table.table(), kinds));
        table.columns().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(column ->
                        lines.append("  %s differs in %,d rows%n".formatted(column.getKey(), column.getValue())));
        table.first().forEach(difference -> lines.append(difference(table, difference)));
        return lines.toString();
    }

    private static String difference(TableReport table, Difference difference) {
        String note = difference.note().isEmpty() ? "" : ": " + difference.note();
        String values = difference.values().stream()
                .map(value -> "      %s: totesys %s, %s %s%n"
                        .formatted(
                                value.column(),
                                shown(value.totesys()),
                                table.copy().label(),
                                shown(value.copy())))
                .collect(Collectors.joining());
        return "    %s  %s%s%n%s".formatted(difference.key(), difference.kind().label(), note, values);
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        return value.length() <= LONGEST_VALUE
                ? "'" + value + "'"
                : "'" + value.substring(0, LONGEST_VALUE) + "'… (%,d characters)".formatted(value.length());
    }

    private static String verdict(Report report) {
        String unsettled = report.unsettled() == 0
                ? ""
                : " Nothing can be said of %,d keys, which changed whenever they were looked at or were too many."
                        .formatted(report.unsettled());
        return report.mismatches() == 0
                ? "The same." + unsettled
                : "Different: %,d keys.%s".formatted(report.mismatches(), unsettled);
    }
}
