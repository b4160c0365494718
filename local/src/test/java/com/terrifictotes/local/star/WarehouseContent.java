package com.terrifictotes.local.star;

import com.terrifictotes.local.pipeline.Texts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fingerprints of all tables of the warehouse but the ledger, by name: a row that is written again changes them too. */
final class WarehouseContent {

    private static final String TABLES = """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname IN ('public', 'etl') AND tablename <> 'ledger'""";

    private WarehouseContent() {}

    static Map<String, String> of(StarPipeline pipeline) throws SQLException {
        Map<String, String> prints = new TreeMap<>();
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement()) {
            for (List<String> table : texts(statement, TABLES)) {
                String query =
                        "SELECT count(*), md5(string_agg(md5(t::text || t.xmin || t.ctid), '' ORDER BY t.ctid)) FROM %s t"
                                .formatted(table.get(0));
                prints.put(table.get(0), texts(statement, query).get(0).toString());
            }
        }
        return prints;
    }

    private static List<List<String>> texts(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows);
        }
    }
}
