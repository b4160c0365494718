package com.terrifictotes.lake;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.local.sql.LakeTable;
import com.terrifictotes.local.sql.LakeTable.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The tables of the lake as Terraform makes them in Glue: an object from a table's name to its zone, its folder in that
 * zone, and its columns, which are those that files of it are written with.
 */
final class LakeTables {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final TreeMap<String, ObjectNode> tables = new TreeMap<>();

    private LakeTables() {}

    /** All of them as JSON. */
    static String json(SourceCatalog totesys) {
        return of(totesys).text();
    }

    /** Those of a zone as statements of Flink SQL. */
    static String flinkSql(SourceCatalog totesys, String zone) {
        List<LakeTable> found = new ArrayList<>();
        of(totesys).tables.forEach((name, table) -> {
            if (table.get("zone").asText().equals(zone)) {
                found.add(flinkTable(name.replaceFirst("^raw_", ""), table));
            }
        });
        return LakeTable.script(zone, found);
    }

    /** In the database {@code raw}, {@code raw_sales_order} of Glue is called {@code sales_order}. */
    private static LakeTable flinkTable(String name, ObjectNode table) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : table.get("columns")) {
            columns.add(new Column(
                    column.get("name").asText(), flinkType(column.get("type").asText())));
        }
        boolean isByTable = !table.get("template").asText().isEmpty();
        return new LakeTable(
                name,
                table.get("folder").asText(),
                table.get("comment").asText(),
                columns,
                isByTable ? List.of(new Column("table", "STRING"), LakeTable.CUT_DATE) : List.of(LakeTable.CUT_DATE));
    }

    private static String flinkType(String glue) {
        return switch (glue) {
            case "timestamp" -> "TIMESTAMP(6)";
            case "binary" -> "BYTES";
            default -> glue.toUpperCase(Locale.ROOT);
        };
    }

    /** The raw zone of a totesys, and the star. */
    private static LakeTables of(SourceCatalog totesys) {
        LakeTables lake = new LakeTables();
        totesys.tables().forEach(table -> lake.addRaw(table, "Every change of every row of " + table.name()));
        lake.addRaw(ClosedCuts.TABLE, "Every cut that was closed and brought anything");
        StarSchema.tables().forEach(lake::addProcessed);
        lake.addQuarantine(totesys.tables().stream().map(TableSchema::name).toList());
        return lake;
    }

    /** The table of the raw zone is called {@code raw_sales_order}, that of the closed cuts {@code raw_cuts}. */
    private void addRaw(TableSchema table, String comment) {
        String name = table.name().startsWith("_") ? "raw" + table.name() : "raw_" + table.name();
        MessageType parquet = RawSchema.of(table).parquet();
        add(name, "raw", RawZone.folder(table.name()), parquet, comment);
    }

    private void addProcessed(StarTable table) {
        add(table.name(), "processed", ZoneFolders.ofTable(table.name()), parquet(table), comment(table));
    }

    private void addQuarantine(List<String> sourceTables) {
        StarTable table = StarSchema.QUARANTINE;
        ObjectNode quarantine = add(table.name(), "processed", "quarantine", parquet(table), comment(table));
        quarantine.put("template", "/table=${source_table}");
        ArrayNode names = quarantine.putArray("source_tables");
        sourceTables.forEach(names::add);
    }

    private ObjectNode add(String name, String zone, String folder, MessageType parquet, String comment) {
        ObjectNode table = NODES.objectNode();
        table.put("zone", zone).put("folder", folder).put("template", "");
        table.putArray("source_tables");
        table.put("comment", comment);
        ArrayNode columns = table.putArray("columns");
        parquet.getFields().stream().map(LakeTables::column).forEach(columns::add);
        tables.put(name, table);
        return table;
    }

    private static ObjectNode column(Type field) {
        GlueType type = GlueType.of(field.asPrimitiveType());
        ObjectNode column = NODES.objectNode().put("name", field.getName()).put("type", type.name());
        type.comment().ifPresent(comment -> column.put("comment", comment));
        return column;
    }

    private static MessageType parquet(StarTable table) {
        return new ProcessedFormat().schema(table.rows()).parquet();
    }

    private static String comment(StarTable table) {
        return switch (table.role()) {
            case FACT -> "Every version of every row: a sum over it counts a changed row as often as it changed";
            case DIMENSION -> "Every version of every row: one holds until the next of its key begins";
            case CALENDAR -> "Every day of every year that a fact refers to";
            case QUARANTINE -> "Rows of totesys that do not fit the star, and why";
        };
    }

    private String text() {
        ObjectNode root = NODES.objectNode();
        tables.forEach(root::set);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return JsonMapper.builder().build().writer(printer).writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
