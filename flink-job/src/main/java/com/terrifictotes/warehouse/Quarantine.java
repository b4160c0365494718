package com.terrifictotes.warehouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of totesys is in quarantine as of the last publish. */
public final class Quarantine {

    private static final String OPEN = """
            SELECT table_name, count(DISTINCT row_key) FROM etl.quarantine WHERE closed_at IS NULL
            GROUP BY table_name ORDER BY table_name""";

    private Quarantine() {}

    /** How many rows of each table of totesys are, of those that have any; in alphabetical order. */
    public static Map<String, Long> open(Connection warehouse) throws SQLException {
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery(OPEN)) {
            Map<String, Long> open = new LinkedHashMap<>();
            while (row.next()) {
                open.put(row.getString(1), row.getLong(2));
            }
            return open;
        }
    }
}
