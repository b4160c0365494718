package com.terrifictotes.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.SortedMap;
import java.util.StringJoiner;

/** The tables of a zone of the lake as statements of Flink SQL, by the declaration that Glue's are made of. */
final class FlinkLakeSql {

    private static final String HEAD = """
            -- The %1$s zone of the lake for Flink SQL. Written by a test, from what its files are written with.
            -- ${%1$s} is the folder of the zone; `./local/totes sql` puts it in.
            CREATE DATABASE `%1$s`;
            """;

    private FlinkLakeSql() {}

    static String of(String zone, SortedMap<String, ObjectNode> tables) {
        StringBuilder sql = new StringBuilder(HEAD.formatted(zone));
        tables.forEach((name, table) -> {
            if (table.get("zone").asText().equals(zone)) {
                sql.append('\n').append(table(zone, name, table));
            }
        });
        return sql.toString();
    }

    /** In the database {@code raw}, {@code raw_sales_order} of Glue is called {@code sales_order}. */
    private static String table(String zone, String glueName, ObjectNode table) {
        String name = glueName.replaceFirst("^raw_", "");
        boolean isByTable = !table.get("template").asText().isEmpty();
        StringJoiner columns = new StringJoiner(",\n    ");
        for (JsonNode column : table.get("columns")) {
            columns.add("`%s` %s"
                    .formatted(
                            column.get("name").asText(), type(column.get("type").asText())));
        }
        if (isByTable) {
            columns.add("`table` STRING");
        }
        columns.add("`cut_date` DATE");
        return """
                CREATE TABLE `%s`.`%s` (
                    %s
                ) COMMENT '%s'
                PARTITIONED BY (%s)
                WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = '${%s}/%s');
                """.formatted(
                        zone,
                        name,
                        columns,
                        table.get("comment").asText(),
                        isByTable ? "`table`, `cut_date`" : "`cut_date`",
                        zone,
                        table.get("folder").asText());
    }

    private static String type(String glue) {
        return switch (glue) {
            case "timestamp" -> "TIMESTAMP(6)";
            case "binary" -> "BYTES";
            default -> glue.toUpperCase(Locale.ROOT);
        };
    }
}
