package com.terrifictotes.local.bench;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.totesys.StandInTotesys;
import com.terrifictotes.local.totesys.TotesysContent;
import com.terrifictotes.local.trading.RowProgress;
import com.terrifictotes.local.trading.TradingHistory;
import com.terrifictotes.local.warehouse.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** A totesys of some size and a server of warehouses, both durable, each a server of its own. */
final class BenchDatabases implements AutoCloseable {

    /** The tables that grow, which is nearly all of the rows. */
    static final List<String> BIG_TABLES = List.of("sales_order", "purchase_order", "transaction", "payment");

    /** Of every totesys, so that the same size has the same rows on any day. */
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

    private static final long SEED = 1;
    private static final String WRITER = "totes_writer";
    private static final String POSTMASTER = "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint";

    private final Path folder;
    private final StandInTotesys totesys;
    private final PostgresServer warehouses;
    private final List<ProcessHandle> servers;
    private final AtomicInteger targets = new AtomicInteger();

    private BenchDatabases(Path folder, StandInTotesys totesys, PostgresServer warehouses) throws SQLException {
        this.folder = folder;
        this.totesys = totesys;
        this.warehouses = warehouses;
        try (Connection ofTotesys = totesys.connect();
                Connection ofWarehouses = warehouses.connect("postgres")) {
            servers = List.of(server(ofTotesys), server(ofWarehouses));
        }
    }

    /**
     * Starts both; a totesys that is not there yet is filled.
     *
     * @param orders of totesys; as many as the real company has if empty
     */
    static BenchDatabases open(Path folder, OptionalLong orders, RowProgress progress) {
        StandInTotesys totesys = StandInTotesys.open(
                folder.resolve("totesys"),
                Durability.DURABLE,
                new TotesysContent.History(new TradingHistory(SEED, END, orders)),
                progress);
        try {
            return new BenchDatabases(
                    folder, totesys, PostgresServer.start(folder.resolve("warehouse"), Durability.DURABLE));
        } catch (SQLException e) {
            totesys.close();
            throw new EnvironmentException("Cannot start the databases in " + folder, e);
        } catch (RuntimeException | Error e) {
            totesys.close();
            throw e;
        }
    }

    /** An empty warehouse, an empty lake and no state, for one pipeline. */
    Target target() {
        String name = "warehouse_" + targets.incrementAndGet();
        try {
            warehouses.createDatabase(name);
            Credentials writer = warehouses.createOwner(WRITER, name);
            Migrations.migrate(warehouses.database(name, writer));
            return new Target(this, folder.resolve(name), name);
        } catch (SQLException e) {
            throw new EnvironmentException("Cannot make an empty warehouse in " + folder, e);
        }
    }

    /** What two checkpoints of a server would bring into a measurement is written before it. */
    void settle() {
        try {
            execute(totesys.connect(), "CHECKPOINT");
            execute(warehouses.connect("postgres"), "CHECKPOINT");
        } catch (SQLException e) {
            throw new EnvironmentException("Cannot write down what is in memory of the databases", e);
        }
    }

    /** What a load leaves to vacuum would be done in the background of what is measured behind it: it is done before. */
    void tidy(String warehouse) throws SQLException {
        execute(warehouses.connect(warehouse), "VACUUM ANALYZE");
        settle();
    }

    /** How many rows a pipeline reads of all tables. */
    long rows() throws SQLException {
        long rows = 0;
        try (Connection connection = totesys.connect();
                Statement statement = connection.createStatement()) {
            for (String table : BIG_TABLES) {
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    row.next();
                    rows += row.getLong(1);
                }
            }
        }
        return rows;
    }

    /** Seconds of processor time both servers have taken so far. */
    double processorSeconds() {
        return servers.stream().mapToDouble(Processor::ofAll).sum();
    }

    /** Seconds of processor time the server of totesys has taken so far. */
    double processorSecondsOfTotesys() {
        return Processor.ofAll(servers.get(0));
    }

    Connection totesys() throws SQLException {
        return totesys.connect();
    }

    String totesysUrl() {
        return totesys.jdbcUrl();
    }

    Credentials totesysOwner() {
        return totesys.superuser();
    }

    /** Where the password of the one who may only read totesys is kept. */
    Path totesysSecret() {
        return folder.resolve("totesys.totes_reader.secret.json");
    }

    Connection warehouse(String name) throws SQLException {
        return warehouses.connect(name);
    }

    String warehouseUrl(String name) {
        return warehouses.jdbcUrl(name);
    }

    Credentials warehouseOwner() {
        return warehouses.superuser();
    }

    Path warehouseSecret() {
        return folder.resolve("warehouse." + WRITER + ".secret.json");
    }

    void drop(String name) {
        try {
            execute(warehouses.connect("postgres"), "DROP DATABASE %s WITH (FORCE)".formatted(name));
        } catch (SQLException e) {
            throw new EnvironmentException("Cannot drop " + name, e);
        }
    }

    @Override
    public void close() {
        try {
            warehouses.close();
        } finally {
            totesys.close();
        }
    }

    private static ProcessHandle server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(POSTMASTER)) {
            row.next();
            return ProcessHandle.of(row.getLong(1)).orElseThrow();
        }
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
