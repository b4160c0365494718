package com.terrifictotes.local.sql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of a zone of the lake, as Flink SQL declares it.
 *
 * @param name in the database of its zone
 * @param folder in that of the zone
 * @param columns in its files
 * @param partitions columns that its folders are named after
 */
public record LakeTable(String name, String folder, String comment, List<Column> columns, List<Column> partitions) {

    /** The day of the cut, by which every table is partitioned. */
    public static final Column CUT_DATE = new Column("cut_date", "DATE");

    private static final String HEAD = """
            -- The <zone> zone of the lake for Flink SQL. Written by a test, from what its files are written with.
            -- ${<zone>} is the folder of the zone; `./local/totes sql` puts it in.
            """;

    /**
     * A column.
     *
     * @param type in words of Flink
     */
    public record Column(String name, String type) {
        String declared() {
            return Names.quoted(name) + " " + type;
        }
    }

    public LakeTable {
        columns = List.copyOf(columns);
        partitions = List.copyOf(partitions);
    }

    /** The statements that make a zone's database and its tables; <code>${zone}</code> is its folder. */
    static List<String> statements(String zone, List<LakeTable> tables) {
        return Stream.concat(
                        Stream.of("CREATE DATABASE %s".formatted(Names.quoted(zone))),
                        tables.stream().map(table -> table.statement(zone)))
                .toList();
    }

    /** The same as a file for people. */
    public static String script(String zone, List<LakeTable> tables) {
        return HEAD.replace("<zone>", zone) + String.join(";\n\n", statements(zone, tables)) + ";\n";
    }

    private String statement(String zone) {
        return """
                CREATE TABLE `%s`.%s (
                    %s
                ) COMMENT %s
                PARTITIONED BY (%s)
                WITH ('connector' = 'filesystem', 'format' = 'parquet', 'path' = %s)""".formatted(
                zone,
                Names.quoted(name),
                Stream.concat(columns.stream(), partitions.stream())
                        .map(Column::declared)
                        .collect(Collectors.joining(",\n    ")),
                Names.text(comment),
                partitions.stream().map(column -> Names.quoted(column.name())).collect(Collectors.joining(", ")),
                Names.text("${%s}/%s".formatted(zone, folder)));
    }
}
