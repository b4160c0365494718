package com.terrifictotes.local.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.catalog.Sql;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The raw zone as DuckDB reads it, held against totesys, value by value. Values are compared as Postgres writes them,
 * those of a time as a count of days or microseconds, binary floats by their bits.
 */
final class RawComparison implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OWN_COLUMNS = 5;
    private static final int SHOWN = 200;

    private final Connection totesys;
    private final Connection duckDb;
    /** The files of each table, by what they say of themselves. */
    private final Map<String, List<Path>> files;

    private RawComparison(Connection totesys, Connection duckDb, Map<String, List<Path>> files) {
        this.totesys = totesys;
        this.duckDb = duckDb;
        this.files = files;
    }

    private record Field(String name, String type) {}

    static RawComparison of(Connection totesys, Path rawZone) throws SQLException, IOException {
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement();
                Statement zone = totesys.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            zone.execute("SET TIME ZONE 'UTC'");
        }
        Map<String, List<Path>> files = new HashMap<>();
        try (Stream<Path> found = Files.walk(rawZone)) {
            for (Path file :
                    found.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                if (!String.valueOf(file.getFileName()).startsWith(".")) {
                    files.computeIfAbsent(table(duckDb, file), name -> new ArrayList<>())
                            .add(file);
                }
            }
        }
        return new RawComparison(totesys, duckDb, files);
    }

    private static String table(Connection duckDb, Path file) throws SQLException {
        String sql = "SELECT decode(value) FROM parquet_kv_metadata(%s) WHERE decode(key) = 'totes.table'"
                .formatted(quoted(file));
        try (Statement statement = duckDb.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Fails if the latest version of any row is not what the table has, or there are others. */
    long requireSame(String table, List<String> keys) throws SQLException {
        List<Field> fields = fields(table);
        Map<List<String>, List<String>> inLake = byKey(lakeRows(table, fields, keys), fields, keys);
        Map<List<String>, List<String>> there = byKey(tableRows(table, fields), fields, keys);
        assertThat(inLake.keySet()).as("keys of %s", table).isEqualTo(there.keySet());
        List<String> wrong = new ArrayList<>();
        there.forEach((key, row) -> IntStream.range(0, fields.size())
                .filter(field -> !row.get(field)
                        .equals(inLake.getOrDefault(key, List.of()).get(field)))
                .forEach(field -> wrong.add("%s %s, %s: in the lake %s, expected %s"
                        .formatted(
                                table,
                                key,
                                fields.get(field),
                                inLake.getOrDefault(key, List.of()).get(field),
                                row.get(field)))));
        assertThat(wrong).as("values of %s", table).isEmpty();
        return there.size();
    }

    private static Map<List<String>, List<String>> byKey(
            List<List<String>> rows, List<Field> fields, List<String> keys) {
        List<Integer> places = keys.stream()
                .map(key -> fields.stream().map(Field::name).toList().indexOf(key))
                .toList();
        Map<List<String>, List<String>> byKey = new HashMap<>();
        for (List<String> row : rows) {
            List<String> before = byKey.put(places.stream().map(row::get).toList(), row);
            assertThat(before).as("a row twice").isNull();
        }
        return byKey;
    }

    /** Columns in their order, with the types DuckDB gives them. */
    private List<Field> fields(String table) throws SQLException {
        List<Field> fields = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet row = statement.executeQuery("DESCRIBE SELECT * FROM " + parquet(table));
                Statement names = totesys.createStatement();
                ResultSet name = names.executeQuery("SELECT * FROM %s WHERE false".formatted(postgres(table)))) {
            for (int i = 1; i <= name.getMetaData().getColumnCount(); i++) {
                row.next();
                fields.add(new Field(name.getMetaData().getColumnName(i), row.getString("column_type")));
            }
        }
        return fields;
    }

    private List<List<String>> lakeRows(String table, List<Field> fields, List<String> keys) throws SQLException {
        String names = IntStream.range(0, fields.size() + OWN_COLUMNS)
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", "));
        String shown = IntStream.range(0, fields.size())
                .mapToObj(i -> inLake(fields.get(i), "c" + i))
                .collect(Collectors.joining(", "));
        String key = keys.stream()
                .map(name -> "c" + fields.stream().map(Field::name).toList().indexOf(name))
                .collect(Collectors.joining(", "));
        int operation = fields.size();
        String sql = """
                SELECT %s, c%d FROM %s t(%s)
                QUALIFY c%d = max(c%d) OVER (PARTITION BY %s%s) AND c%d <> 'delete'""".formatted(
                        shown,
                        operation + OWN_COLUMNS - 1,
                        parquet(table),
                        names,
                        operation + 1,
                        operation + 1,
                        key,
                        // A key that fits no type of Parquet is NULL there.
                        ", CASE WHEN (%s) IS NULL THEN c%d END".formatted(key, operation + OWN_COLUMNS - 1),
                        operation);
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                JsonNode unfit = unfit(row.getString(fields.size() + 1));
                List<String> values = new ArrayList<>();
                for (int i = 0; i < fields.size(); i++) {
                    values.add(value(row, i + 1, fields.get(i), unfit));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static String value(ResultSet row, int at, Field field, JsonNode unfit) throws SQLException {
        String text = row.getString(at);
        if (text == null) {
            JsonNode kept = unfit.get(field.name());
            return kept == null ? "NULL" : "'" + kept.asText() + "'";
        }
        return switch (field.type()) {
            case "FLOAT" -> bits(row.getFloat(at));
            case "DOUBLE" -> bits(row.getDouble(at));
            default -> "'" + (isDecimal(field) ? new BigDecimal(text).toPlainString() : text) + "'";
        };
    }

    private List<List<String>> tableRows(String table, List<Field> fields) throws SQLException {
        String shown = fields.stream()
                .map(field -> inPostgres(field, Sql.identifier(field.name())))
                .collect(Collectors.joining(", "));
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = totesys.createStatement();
                ResultSet row = statement.executeQuery("SELECT %s FROM %s".formatted(shown, postgres(table)))) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < fields.size(); i++) {
                    values.add(value(fields.get(i), row.getString(i + 1)));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static String value(Field field, @Nullable String text) {
        if (text == null) {
            return "NULL";
        }
        return switch (field.type()) {
            case "FLOAT" -> bits(Float.parseFloat(text));
            case "DOUBLE" -> bits(Double.parseDouble(text));
            default -> "'" + text + "'";
        };
    }

    /** DuckDB leaves out the zero before the point if there can be no other digit. */
    private static boolean isDecimal(Field field) {
        return field.type().startsWith("DECIMAL");
    }

    private static String bits(float value) {
        return Integer.toHexString(Float.floatToRawIntBits(value));
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToRawLongBits(value));
    }

    private static String inLake(Field field, String column) {
        return switch (field.type()) {
            case "DATE" -> finite(column, "datediff('day', DATE '1970-01-01', %s)::VARCHAR", "::VARCHAR");
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> finite(column, "epoch_us(%s)::VARCHAR", "::VARCHAR");
            case "TIME" ->
                "(extract('hour' FROM %1$s) * 3600000000 + extract('minute' FROM %1$s) * 60000000 + extract('microseconds' FROM %1$s))::VARCHAR"
                        .formatted(column);
            case "BLOB" -> shortened("lower(hex(%s))".formatted(column));
            case "VARCHAR" -> shortened(column);
            case "FLOAT", "DOUBLE" -> column;
            default -> column + "::VARCHAR";
        };
    }

    private static String inPostgres(Field field, String column) {
        return switch (field.type()) {
            case "DATE" -> finite(column, "(%s - DATE '1970-01-01')::text", "::text");
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> finite(column, timestamp(field), "::text");
            case "TIME" -> "(extract(epoch FROM %s) * 1000000)::numeric(30,0)::text".formatted(column);
            case "BLOB" -> shortened("encode(%s, 'hex')".formatted(column));
            case "VARCHAR" ->
                "CASE WHEN %1$s IS DISTINCT FROM NULL THEN %2$s END".formatted(column, shortened(written(column)));
            default -> column + "::text";
        };
    }

    /** As Postgres writes it; an address as it is cast, always with its mask. */
    private static String written(String column) {
        return "(CASE WHEN pg_typeof(%1$s) = 'inet'::regtype THEN %1$s::text ELSE format('%%s', %1$s) END)"
                .formatted(column);
    }

    /** The last years of Postgres' calendar fit no type of Parquet: they are kept as text. */
    private static String timestamp(Field field) {
        String zone = field.type().equals("TIMESTAMP") ? "" : "+00";
        return "CASE WHEN %%1$s <= '294247-01-10 04:00:54.775806%1$s' THEN (extract(epoch FROM %%1$s) * 1000000)::numeric(30,0)::text ELSE to_char(%%1$s, 'YYYY-MM-DD HH24:MI:SS.US') || '%1$s' END"
                .formatted(zone);
    }

    private static String finite(String column, String expression, String cast) {
        return "CASE WHEN isfinite(%1$s) THEN %2$s ELSE %1$s%3$s END"
                .formatted(column, expression.formatted(column), cast);
    }

    /** A text as it is, or its fingerprint if it is long, in the SQL of both. */
    static String shortened(String text) {
        return "CASE WHEN length(%1$s) > %2$d THEN md5(%1$s) ELSE %1$s END".formatted(text, SHOWN);
    }

    private static JsonNode unfit(@Nullable String json) {
        try {
            return JSON.readTree(json == null ? "{}" : json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("_unfit is no JSON: " + json, e);
        }
    }

    private String parquet(String table) {
        List<Path> found = files.getOrDefault(table, List.of());
        assertThat(found).as("files of %s", table).isNotEmpty();
        return "read_parquet([%s], hive_partitioning = false)"
                .formatted(found.stream().map(RawComparison::quoted).collect(Collectors.joining(", ")));
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    private static String postgres(String table) {
        return Sql.table("public", table);
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
    }
}
