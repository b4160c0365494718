package com.terrifictotes.local.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.terrifictotes.reconcile.Difference;
import com.terrifictotes.reconcile.Report;
import com.terrifictotes.reconcile.TableReport;
import java.util.Locale;

/** A report as JSON: the names are those of {@link Report}, instants are ISO-8601 in UTC. */
final class ReportJson {

    private ReportJson() {}

    static String of(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("snapshot", report.snapshot().toString());
        json.put("cut", report.cut().toString());
        json.put("mismatches", report.mismatches());
        json.put("unsettled", report.unsettled());
        ArrayNode tables = json.putArray("tables");
        report.tables().forEach(table -> put(table, tables.addObject()));
        return json.toPrettyString();
    }

    private static void put(TableReport table, ObjectNode json) {
        json.put("copy", table.copy().label());
        json.put("table", table.table());
        json.put("totesys", table.totesys());
        json.put("shown", table.shown());
        json.put("quarantined", table.quarantined());
        json.put("mismatches", table.mismatches());
        json.put("unsettled", table.unsettled());
        ObjectNode wrong = json.putObject("wrong");
        table.wrong().forEach((kind, count) -> wrong.put(name(kind), count));
        ObjectNode columns = json.putObject("columns");
        table.columns().forEach(columns::put);
        ArrayNode first = json.putArray("first");
        table.first().forEach(difference -> put(difference, first.addObject()));
    }

    private static void put(Difference difference, ObjectNode json) {
        json.put("key", difference.key());
        json.put("kind", name(difference.kind()));
        json.put("note", difference.note());
        ArrayNode values = json.putArray("values");
        difference
                .values()
                .forEach(value -> values.addObject()
                        .put("column", value.column())
                        .put("totesys", value.totesys())
                        .put("copy", value.copy()));
    }

    private static String name(Difference.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
