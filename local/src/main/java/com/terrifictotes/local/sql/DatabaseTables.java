package com.terrifictotes.local.sql;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.Credentials;
import com.terrifictotes.job.PostgresUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables and views of a Postgres schema that a role may read, as tables of Flink's JDBC connector. What the connector
 * reads of each is a query: a type it does not have, or reads without its fractions, is cast to text there; an infinite
 * instant, which it would turn into another one, is NULL; and a number too large for Flink, which it would turn into NULL,
 * is an error. Flink's own catalog of a Postgres is not taken: its tables are called {@code `public.dim_staff`}, it
 * wants the password in a statement, and one column of a type it does not know hides the table.
 */
final class DatabaseTables {

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, t.typname, t.typtype::text, a.atttypmod
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm') AND has_table_privilege(c.oid, 'SELECT')
            ORDER BY c.relname, a.attnum""";

    private static final int MOST_DIGITS = 38;
    /** Of a number that says nothing of its digits. */
    private static final String WIDEST = "DECIMAL(38, 18)";

    /** What atttypmod has more than precision and scale. */
    private static final int HEADER = 4;

    private DatabaseTables() {}

    /** A column as Flink declares it, and as Postgres is asked for it. */
    private record Column(String name, String type, String expression) {

        static Column of(String name, String postgresType, String kind, int modifier) {
            String type = kind.equals("e") ? null : flinkType(postgresType, modifier);
            String quoted = '"' + name.replace("\"", "\"\"") + '"';
            if (type == null) {
                return new Column(name, "STRING", quoted + "::text");
            }
            if (type.equals(WIDEST)) {
                return new Column(name, type, quoted + "::numeric(38, 18)");
            }
            return new Column(name, type, canBeInfinite(postgresType) ? finite(quoted) : quoted);
        }

        private static boolean canBeInfinite(String postgresType) {
            return postgresType.startsWith("timestamp") || postgresType.equals("date");
        }

        private static String finite(String quoted) {
            return "CASE WHEN isfinite(%1$s) THEN %1$s END".formatted(quoted);
        }

        String declared() {
            return Names.quoted(name) + " " + type;
        }

        String asked() {
            return expression + " AS \"" + name.replace("\"", "\"\"") + '"';
        }
    }

    /**
     * The statements that make them.
     *
     * @param place the database of Flink SQL they are made in
     * @param prefix of the names of the tables there
     */
    static List<String> of(
            Database database, PostgresUrl url, Credentials reader, String schema, String place, String prefix)
            throws SQLException {
        List<String> statements = new ArrayList<>();
        columns(database, schema)
                .forEach((table, columns) -> statements.add(
                        "CREATE TABLE %s.%s (%s) WITH ('connector' = 'jdbc', 'url' = %s, 'table-name' = %s)"
                                .formatted(
                                        Names.quoted(place),
                                        Names.quoted(prefix + table),
                                        columns.stream().map(Column::declared).collect(Collectors.joining(", ")),
                                        Names.text(withUser(url, reader)),
                                        Names.text(query(schema, table, columns)))));
        return statements;
    }

    private static String query(String schema, String table, List<Column> columns) {
        return "(SELECT %s FROM \"%s\".\"%s\") AS t"
                .formatted(
                        columns.stream().map(Column::asked).collect(Collectors.joining(", ")),
                        schema.replace("\"", "\"\""),
                        table.replace("\"", "\"\""));
    }

    private static Map<String, List<Column>> columns(Database database, String schema) throws SQLException {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(Column.of(row.getString(2), row.getString(3), row.getString(4), row.getInt(5)));
                }
            }
        }
        return tables;
    }

    /** What Flink calls a type; null if its connector has none for it. */
    private static @Nullable String flinkType(String name, int modifier) {
        return switch (name) {
            case "int2" -> "SMALLINT";
            case "int4" -> "INT";
            case "int8" -> "BIGINT";
            case "float4" -> "FLOAT";
            case "float8" -> "DOUBLE";
            case "bool" -> "BOOLEAN";
            case "numeric" -> decimal(modifier);
            case "date" -> "DATE";
            case "timestamp", "timestamptz" -> "TIMESTAMP(6)";
            case "text", "varchar", "bpchar", "name" -> "STRING";
            case "bytea" -> "BYTES";
            default -> null;
        };
    }

    private static @Nullable String decimal(int modifier) {
        if (modifier < HEADER) {
            return WIDEST;
        }
        int precision = (modifier - HEADER) >> 16;
        int scale = (modifier - HEADER) & 0xFFFF;
        return precision <= MOST_DIGITS && scale <= precision ? "DECIMAL(%d, %d)".formatted(precision, scale) : null;
    }

    /** The password is in a file of its own, which pgjdbc reads. */
    private static String withUser(PostgresUrl url, Credentials reader) {
        String user = URLEncoder.encode(reader.username(), StandardCharsets.UTF_8);
        return url.text() + (url.text().contains("?") ? "&" : "?") + "user=" + user;
    }
}
