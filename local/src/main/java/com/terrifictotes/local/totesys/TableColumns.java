package com.terrifictotes.local.totesys;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables of the public schema that hold data, and their columns.
 *
 * @param columns by table
 */
record TableColumns(Map<String, List<String>> columns) {
    static TableColumns of(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT table_name, column_name FROM information_schema.columns
                        WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' ORDER BY ordinal_position""")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return new TableColumns(columns);
    }

    boolean hasTable(String table) {
        return columns.containsKey(table);
    }

    Set<String> tables() {
        return columns.keySet();
    }

    List<String> columnsOf(String table) {
        return columns.getOrDefault(table, List.of());
    }
}
