package com.terrifictotes.local.run;

import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A database of a home where nothing runs. */
final class HomeAtRest implements AutoCloseable {

    private final PostgresServer server;
    private final Connection connection;

    private HomeAtRest(PostgresServer server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    static HomeAtRest warehouseOf(Path home) throws SQLException {
        return of(home, "warehouse");
    }

    static HomeAtRest totesysOf(Path home) throws SQLException {
        return of(home, "totesys");
    }

    private static HomeAtRest of(Path home, String name) throws SQLException {
        PostgresServer server = PostgresServer.start(home.resolve("postgres").resolve(name), Durability.FAST);
        return new HomeAtRest(server, server.connect(name));
    }

    /** Rows as text, values separated by bars. */
    List<String> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                StringJoiner line = new StringJoiner("|");
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    line.add(String.valueOf(rows.getString(i)));
                }
                lines.add(line.toString());
            }
            return lines;
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String value(String query) throws SQLException {
        return rows(query).get(0);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.close();
    }
}
