package com.terrifictotes.local.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The lake of a run, asked with DuckDB: the tables are those that Terraform makes for Athena, with the same columns.
 *
 * @param zones the folder with those of the zones
 * @param scratch a folder for answers
 */
record GoldenLake(Path zones, Path scratch) {

    private static final Path TABLES = Path.of("../terraform/modules/query/tables.json");

    /** The names of all tables. */
    static List<String> tables() throws IOException {
        List<String> names = new ArrayList<>();
        declared().fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The columns of a table as Terraform declares them, with their types. */
    static Map<String, String> columns(String table) throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        declared()
                .path(table)
                .path("columns")
                .forEach(column -> columns.put(
                        column.path("name").asText(), column.path("type").asText()));
        return columns;
    }

    /** The columns of a table's files, with what DuckDB says their types are in words of Glue. */
    Map<String, String> columnsOfFiles(String table) throws SQLException, IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (Connection duckDb = open();
                Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT * EXCLUDE (cut_date) FROM " + table)) {
            while (rows.next()) {
                columns.put(rows.getString("column_name"), glue(rows.getString("column_type")));
            }
        }
        return columns;
    }

    /** What a query answers, as CSV with a header. */
    String answer(String query) throws SQLException, IOException {
        Path csv = Files.createTempFile(scratch, "answer", ".csv");
        try (Connection duckDb = open();
                Statement statement = duckDb.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT csv, HEADER)".formatted(query, csv));
        }
        return Files.readString(csv);
    }

    private Connection open() throws SQLException, IOException {
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String table : tables()) {
                statement.execute(view(table));
            }
        }
        return duckDb;
    }

    private String view(String table) throws IOException {
        JsonNode place = declared().path(table);
        Path folder = zones.resolve(place.path("zone").asText())
                .resolve(place.path("folder").asText());
        return "CREATE VIEW %s AS SELECT \"%s\", cut_date FROM read_parquet('%s/**/*.parquet', %s)"
                .formatted(
                        table,
                        String.join("\", \"", columns(table).keySet()),
                        folder,
                        "hive_partitioning = true, union_by_name = true");
    }

    private static String glue(String duckDb) {
        return switch (duckDb) {
            case "INTEGER" -> "int";
            case "TIME", "BIGINT" -> "bigint";
            case "VARCHAR" -> "string";
            case "TIMESTAMP WITH TIME ZONE" -> "timestamp";
            default -> duckDb.toLowerCase(Locale.ROOT);
        };
    }

    private static JsonNode declared() throws IOException {
        return new JsonMapper().readTree(TABLES.toFile());
    }
}
