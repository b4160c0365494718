package com.terrifictotes.local.star;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.local.pipeline.Texts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Both zones of the lake in DuckDB: tables of totesys with their changes, tables of the star with their versions. */
final class StarLake implements AutoCloseable {

    private static final List<String> TOTESYS = List.of(
            "address",
            "counterparty",
            "currency",
            "department",
            "design",
            "payment",
            "payment_type",
            "purchase_order",
            "sales_order",
            "staff",
            "transaction");

    private final Connection duckDb;

    private StarLake(Connection duckDb) {
        this.duckDb = duckDb;
    }

    /** As it is now. */
    static StarLake of(StarPipeline pipeline) throws SQLException {
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            for (String table : TOTESYS) {
                statement.execute("CREATE TABLE %s AS SELECT * FROM %s".formatted(table, pipeline.raw(table)));
            }
            for (String table :
                    StarSchema.tables().stream().map(star -> star.name()).toList()) {
                statement.execute("CREATE TABLE %s AS SELECT * FROM %s".formatted(table, pipeline.processed(table)));
            }
        }
        return new StarLake(duckDb);
    }

    /** Keys with a version that is there more than once, in either zone. */
    List<String> doubled() throws SQLException {
        List<String> doubled = new ArrayList<>();
        for (String table : TOTESYS) {
            doubled.addAll(doubled(table, table + "_id", "_version"));
        }
        for (StarTable table : StarSchema.tables()) {
            doubled.addAll(doubled(table.name(), table.key(), StarTable.VERSION));
        }
        return doubled;
    }

    private List<String> doubled(String table, String key, String version) throws SQLException {
        return rows("SELECT '%1$s', %2$s, %3$s, count(*) FROM %1$s GROUP BY ALL HAVING count(*) > 1 LIMIT 3"
                        .formatted(table, key, version))
                .stream()
                .map(row -> String.join(" ", row))
                .toList();
    }

    /** How many changes of totesys there are. */
    long changes() throws SQLException {
        return count("true");
    }

    /** How many of them are deletes. */
    long deletes() throws SQLException {
        return count("_op = 'delete'");
    }

    private long count(String condition) throws SQLException {
        long changes = 0;
        for (String table : TOTESYS) {
            String query = "SELECT count(*) FROM %s WHERE %s".formatted(table, condition);
            changes += Long.parseLong(rows(query).get(0).get(0));
        }
        return changes;
    }

    /** The rows of a query, each as the texts of its values. */
    List<List<String>> rows(String query) throws SQLException {
        try (Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM (" + query + ")")) {
            return Texts.of(rows);
        }
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
    }
}
