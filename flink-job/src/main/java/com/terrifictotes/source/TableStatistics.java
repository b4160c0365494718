package com.terrifictotes.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the planner knows of a table.
 *
 * @param rows an estimate
 * @param hasTimeIndex whether an index begins with {@code last_updated}
 */
record TableStatistics(long rows, boolean hasTimeIndex) {

    /** Of a table nothing is known about. */
    static final TableStatistics UNKNOWN = new TableStatistics(0, false);

    /**
     * Rows per byte are guessed for a table that was never analysed: about 100 bytes each. Asking for a table's size
     * waits for its lock: of a table that somebody locks against everybody, the last analysis is believed.
     */
    private static final String QUERY = """
            SELECT c.relname,
                   CASE WHEN c.oid IN (SELECT relation FROM pg_catalog.pg_locks WHERE mode = 'AccessExclusiveLock')
                        THEN GREATEST(c.reltuples, 0)::bigint
                        WHEN c.relpages > 0 AND c.reltuples > 0
                        THEN (c.reltuples / c.relpages * (pg_relation_size(c.oid) / 8192))::bigint
                        ELSE pg_relation_size(c.oid) / 100 END,
                   EXISTS (SELECT FROM pg_catalog.pg_index i
                           JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                           WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL
                             AND a.attname = 'last_updated')
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p')""";

    /** Of all tables of a schema, by name. */
    static Map<String, TableStatistics> read(Connection connection, String namespace) throws SQLException {
        Map<String, TableStatistics> statistics = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, namespace);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    statistics.put(result.getString(1), new TableStatistics(result.getLong(2), result.getBoolean(3)));
                }
            }
        }
        return statistics;
    }
}
