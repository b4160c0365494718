package com.terrifictotes.local.pipeline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Reads the lake as a user would, with DuckDB. Values come as DuckDB writes them in text, never through the JVM's. */
public final class DuckDb {

    private DuckDb() {}

    /** The rows of a query, each as the texts of its values; NULL is {@code null} in quotes. */
    public static List<List<String>> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            try (ResultSet rows = statement.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM (" + sql + ")")) {
                return Texts.of(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot query: " + sql, e);
        }
    }
}
