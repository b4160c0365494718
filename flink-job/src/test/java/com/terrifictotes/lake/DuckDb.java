package com.terrifictotes.lake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Reads the lake as a user would, with DuckDB. Values come as DuckDB writes them in text, never through the JVM's. */
final class DuckDb {

    private DuckDb() {}

    /** All Parquet files beneath a folder, for a FROM clause. */
    static String files(Path folder) {
        return "read_parquet('%s/**/*.parquet', hive_partitioning=true)".formatted(folder);
    }

    /** The rows of a query, each as its values with a bar between; NULL is {@code null}. */
    static List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            try (ResultSet rows = statement.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM (" + sql + ")")) {
                return texts(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot query: " + sql, e);
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            StringJoiner values = new StringJoiner("|");
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                values.add(String.valueOf(rows.getString(i)));
            }
            texts.add(values.toString());
        }
        return texts;
    }
}
