package com.terrifictotes.warehouse;

import com.terrifictotes.warehouse.TableShape.ColumnShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The schema of the warehouse that this job knows. */
public final class WarehouseSchema {

    /** The number of the newest migration. */
    public static final int VERSION = 7;
    /** The schema that holds what the pipeline keeps for itself. */
    public static final String SCHEMA = Names.ETL;
    /** The table in {@link #SCHEMA} that says which migrations were made. */
    public static final String HISTORY = "schema_history";

    private static final String MIGRATE = "Run: ./local/totes migrate --properties FILE";

    private static final String EXISTS = "SELECT to_regclass('etl.schema_history') IS NOT NULL";
    private static final String NEWEST =
            "SELECT max(version::int) FROM etl.schema_history WHERE success AND version IS NOT NULL";
    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    private WarehouseSchema() {}

    /**
     * Checks that a warehouse has the schema this job knows.
     *
     * @throws WarehouseException if it has not: all that is wrong in one message, and what to do
     */
    public static void require(Connection connection) throws SQLException {
        requireVersion(version(connection));
        List<String> problems = new ArrayList<>();
        for (TableShape table : TableShape.all()) {
            problems.addAll(problems(table, columns(connection, table)));
        }
        if (!problems.isEmpty()) {
            throw new WarehouseException("Cannot use the warehouse, its tables are not those of version %d:\n  - %s\n%s"
                    .formatted(
                            VERSION,
                            String.join("\n  - ", problems),
                            "Somebody changed them: put them back, or start with an empty database. " + MIGRATE));
        }
    }

    private static void requireVersion(OptionalInt version) {
        if (version.isEmpty()) {
            throw new WarehouseException(
                    "Cannot use the warehouse: its schema has no version, expected %d. %s".formatted(VERSION, MIGRATE));
        }
        int found = version.getAsInt();
        if (found < VERSION) {
            throw new WarehouseException("Cannot use the warehouse: its schema is of version %d, expected %d. %s"
                    .formatted(found, VERSION, MIGRATE));
        }
        if (found > VERSION) {
            throw new WarehouseException(
                    "Cannot use the warehouse: its schema is of version %d, expected %d. Another Totes has migrated it: start a job as new as that, whose ./local/totes migrate --properties FILE knows the schema"
                            .formatted(found, VERSION));
        }
    }

    /** The number of the newest migration that was made. */
    private static OptionalInt version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(EXISTS)) {
                if (!row.next() || !row.getBoolean(1)) {
                    return OptionalInt.empty();
                }
            }
            try (ResultSet row = statement.executeQuery(NEWEST)) {
                return row.next() && row.getObject(1) != null ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    private static List<ColumnShape> columns(Connection connection, TableShape table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            List<ColumnShape> columns = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(new ColumnShape(row.getString(1), row.getString(2), row.getBoolean(3)));
                }
            }
            return columns;
        }
    }

    private static List<String> problems(TableShape table, List<ColumnShape> found) {
        String name = table.schema() + "." + table.name();
        if (found.isEmpty()) {
            return List.of("table %s is missing".formatted(name));
        }
        return found.equals(table.columns())
                ? List.of()
                : List.of("table %s has the columns %s, expected %s".formatted(name, found, table.columns()));
    }
}
