package com.terrifictotes.local.totesys;

import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.trading.RowProgress;
import com.terrifictotes.local.trading.TradingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Supplier;

/** A totesys in a database of its own. */
public record TestTotesys(Supplier<PostgresServer> server, String database) {
    public static final Instant END = Instant.parse("2024-11-15T14:40:00Z");

    /** On the shared server. */
    public TestTotesys(String database) {
        this(SharedServer::server, database);
    }

    /** As long a past as the real snapshot has. */
    public static TestTotesys withHistory(long seed) throws SQLException, IOException {
        return filledWith(new TotesysContent.History(TradingHistory.until(END, seed)));
    }

    /** Without a row. */
    public static TestTotesys empty() throws SQLException, IOException {
        return emptyOn(SharedServer::server);
    }

    /** Without a row, on a server that may be another one after a while. */
    public static TestTotesys emptyOn(Supplier<PostgresServer> server) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("totes-no-rows-");
        Path header = Files.writeString(folder.resolve("currency.csv"), "currency_id,currency_code\n");
        try {
            return filledWith(server, new TotesysContent.Csv(folder));
        } finally {
            Files.delete(header);
            Files.delete(folder);
        }
    }

    static TestTotesys filledWith(TotesysContent content) throws SQLException, IOException {
        return filledWith(SharedServer::server, content);
    }

    private static TestTotesys filledWith(Supplier<PostgresServer> server, TotesysContent content)
            throws SQLException, IOException {
        TestTotesys totesys = new TestTotesys(
                server, "totesys_" + UUID.randomUUID().toString().replace('-', '_'));
        server.get().createDatabase(totesys.database());
        try (Connection connection = totesys.connect()) {
            TotesysSchema.createOnce(connection, content, RowProgress.SILENT);
        }
        return totesys;
    }

    public Connection connect() throws SQLException {
        return server.get().connect(database);
    }

    /** Rows as text, values separated by bars. */
    public List<String> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
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

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public long number(String query) throws SQLException {
        return Long.parseLong(rows(query).get(0));
    }

    /** A fingerprint of every table's content. */
    public List<String> content() throws SQLException {
        List<String> prints = new ArrayList<>();
        for (String table : List.of(
                "address",
                "counterparty",
                "currency",
                "department",
                "design",
                "payment_type",
                "staff",
                "sales_order",
                "purchase_order",
                "transaction",
                "payment")) {
            prints.add(table + " "
                    + rows("SELECT count(*), md5(string_agg(t::text, '/' ORDER BY " + table + "_id)) FROM " + table
                                    + " t")
                            .get(0));
        }
        return prints;
    }
}
