package com.terrifictotes.local.rebuild;

import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of the warehouse whose content the raw zone decides.
 *
 * @param schema it is in
 * @param name of it
 * @param key the columns that identify a row
 * @param columns all of them but the serial number of a fact, which counts arrivals and says nothing of totesys
 */
record ComparedTable(String schema, String name, List<String> key, List<String> columns) {

    private static final String COLUMNS = """
            SELECT attname FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

    /** What is of the live warehouse is in this schema of the rebuilt one. */
    private static final String LIVE = "live";

    ComparedTable {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** All of them, with the columns they have in a warehouse. */
    static List<ComparedTable> all(Connection warehouse) throws SQLException {
        List<ComparedTable> tables = new ArrayList<>();
        for (StarTable table : StarSchema.all()) {
            List<String> key = table.rows().primaryKey();
            switch (table.role()) {
                case FACT -> tables.add(of(warehouse, "public", table.name(), key, table.recordKey()));
                case CALENDAR -> tables.add(of(warehouse, "public", table.name(), List.of(table.key()), ""));
                case QUARANTINE -> tables.add(of(warehouse, "etl", table.name(), key, ""));
                case DIMENSION -> {
                    tables.add(of(warehouse, "public", table.name(), List.of(table.key()), ""));
                    tables.add(of(warehouse, "public", table.name() + "_history", key, ""));
                }
            }
        }
        return tables;
    }

    private static ComparedTable of(
            Connection warehouse, String schema, String name, List<String> key, String recordKey) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = warehouse.prepareStatement(COLUMNS)) {
            statement.setString(1, Sql.table(schema, name));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
        }
        columns.remove(recordKey);
        return new ComparedTable(schema, name, key, columns);
    }

    /** Whether rows of a table that are staged are made again by the job itself, which remembers what they are made of. */
    static boolean isKeptByTheJob(StarTable table) {
        return table.role() == Role.CALENDAR || table.lookup().isPresent();
    }

    /** Its name in both warehouses. */
    String table() {
        return Sql.table(schema, name);
    }

    /** Its name where the live one was brought. */
    String live() {
        return Sql.table(LIVE, name);
    }

    static String makeSchemaOfLive() {
        return "CREATE SCHEMA " + Sql.identifier(LIVE);
    }

    String makeLive() {
        return "CREATE UNLOGGED TABLE %s AS SELECT %s FROM %s WITH NO DATA"
                .formatted(live(), list("", columns), table());
    }

    String copyOut() {
        return "COPY (SELECT %s FROM %s) TO STDOUT (FORMAT binary)".formatted(list("", columns), table());
    }

    String copyIn(String into) {
        return "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(into, list("", columns));
    }

    /** In order: rows that are live, the same, only live, only rebuilt, different. */
    String counts() {
        return """
                SELECT count(*) FILTER (WHERE %1$s), count(*) FILTER (WHERE %3$s), count(*) FILTER (WHERE NOT %2$s),
                       count(*) FILTER (WHERE NOT %1$s), count(*) FILTER (WHERE %1$s AND %2$s AND NOT %3$s)
                FROM %4$s""".formatted(isLive(), isRebuilt(), isSame(), both());
    }

    /** The first rows that differ, as JSON, the live and the rebuilt one. */
    String firstDifferences(int most) {
        return "SELECT %s, %s FROM %s WHERE NOT %s ORDER BY %s LIMIT %d"
                .formatted(
                        json("l", isLive()),
                        json("r", isRebuilt()),
                        both(),
                        isSame(),
                        key.stream()
                                .map(column -> "coalesce(l.%1$s, r.%1$s)".formatted(Sql.identifier(column)))
                                .collect(Collectors.joining(", ")),
                        most);
    }

    /** The keys of live rows that are not as rebuilt, as JSON. */
    String wrongKeys() {
        String pairs = key.stream()
                .map(column -> "'%s', l.%s".formatted(column, Sql.identifier(column)))
                .collect(Collectors.joining(", "));
        return "SELECT jsonb_build_object(%s) FROM %s WHERE %s AND NOT %s".formatted(pairs, both(), isLive(), isSame());
    }

    /** Takes keys away, with a parameter: an array of them in JSON. */
    String deleteKeys() {
        return "DELETE FROM %1$s t USING jsonb_populate_recordset(NULL::%1$s, ?::jsonb) wrong WHERE %2$s"
                .formatted(table(), sameKey("t", "wrong"));
    }

    /** Rows that are rebuilt and not live as they are. */
    String copyMissing() {
        return "COPY (SELECT %s FROM %s WHERE %s AND NOT %s ORDER BY %s) TO STDOUT (FORMAT binary)"
                .formatted(list("r.", columns), both(), isRebuilt(), isSame(), list("r.", key));
    }

    private String both() {
        return "%s l FULL JOIN %s r ON %s".formatted(live(), table(), sameKey("l", "r"));
    }

    private String isLive() {
        return "l.%s IS NOT NULL".formatted(Sql.identifier(key.get(0)));
    }

    private String isRebuilt() {
        return "r.%s IS NOT NULL".formatted(Sql.identifier(key.get(0)));
    }

    private String isSame() {
        return "((%s) IS NOT DISTINCT FROM (%s))".formatted(list("l.", columns), list("r.", columns));
    }

    private String json(String side, String isThere) {
        String pairs = columns.stream()
                .map(column -> "'%s', %s.%s::text".formatted(column, side, Sql.identifier(column)))
                .collect(Collectors.joining(", "));
        return "CASE WHEN %s THEN jsonb_build_object(%s) END".formatted(isThere, pairs);
    }

    private String sameKey(String left, String right) {
        return key.stream()
                .map(column -> "%s.%3$s = %s.%3$s".formatted(left, right, Sql.identifier(column)))
                .collect(Collectors.joining(" AND "));
    }

    private static String list(String side, List<String> names) {
        return names.stream().map(name -> side + Sql.identifier(name)).collect(Collectors.joining(", "));
    }
}
