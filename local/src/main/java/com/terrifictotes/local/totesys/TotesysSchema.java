package com.terrifictotes.local.totesys;

import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.trading.RowProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes totesys' tables and fills them, in one transaction: they are there whole or not at all, so the tables
 * themselves say that the filling is done.
 */
final class TotesysSchema {
    private static final String INTEGRITY_VIOLATION = "23";

    private TotesysSchema() {}

    /** Does nothing when the tables are there. */
    static void createOnce(Connection connection, TotesysContent content, RowProgress progress)
            throws SQLException, IOException {
        if (exists(connection)) {
            return;
        }
        connection.setAutoCommit(false);
        execute(connection, "SET LOCAL maintenance_work_mem = '512MB'");
        execute(connection, script("1-tables.sql"));
        content.writeTo(connection, progress);
        addKeys(connection);
        setSequences(connection);
        connection.commit();
        connection.setAutoCommit(true);
        execute(connection, "ANALYZE");
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('public.sales_order') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void addKeys(Connection connection) throws SQLException, IOException {
        try {
            execute(connection, script("2-keys.sql"));
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(INTEGRITY_VIOLATION)) {
                throw new UsageException("Cannot use the loaded rows, their keys do not fit: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static void setSequences(Connection connection) throws SQLException {
        for (String table : TableColumns.of(connection).tables()) {
            String id = table + "_id";
            execute(
                    connection,
                    "SELECT setval(pg_get_serial_sequence('" + table + "', '" + id + "'), max(" + id + ")) FROM "
                            + table + " HAVING max(" + id + ") IS NOT NULL");
        }
    }

    private static void execute(Connection connection, String commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(commands);
        }
    }

    private static String script(String name) throws IOException {
        try (InputStream stream = TotesysSchema.class.getResourceAsStream("/sql/totesys/" + name)) {
            if (stream == null) {
                throw new IOException("Cannot find a script on the class path: sql/totesys/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
