package com.terrifictotes.local.bench;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What somebody would do who takes Flink as it is: Flink SQL with its JDBC connector as source and sink, in batches that the
 * driver rewrites, and Parquet files; each table read once, in eight partitions of its key. What it makes is written once and
 * in one piece: no history, no cut, no second run. Times lose their milliseconds: its JDBC sink knows none.
 *
 * <p>Of its time, that is taken off which the same program takes to do nothing.
 */
final class StockFlink {

    private static final String RUNNER = "com.terrifictotes.sql.RunScript";
    private static final int PARALLELISM = 2;
    private static final String NOTHING = "SELECT 1;";

    private static final String TIMES =
            "CAST(created_at AS DATE), CAST(created_at AS TIME(0)), CAST(last_updated AS DATE), CAST(last_updated AS TIME(0))";
    private static final String DATES =
            "created_date DATE, created_time TIME(0), last_updated_date DATE, last_updated_time TIME(0)";

    private final BenchDatabases databases;
    private final Target target;
    private final Path program;

    /**
     * A table of totesys and what is made of it.
     *
     * @param columns of totesys, the key first
     * @param star the table that is made of it
     * @param shown the columns of that, the key first
     * @param select what they are made of
     */
    private record Table(String name, String columns, String star, String shown, String select) {

        String key() {
            return columns.substring(0, columns.indexOf(' '));
        }

        String starKey() {
            return shown.substring(0, shown.indexOf(' '));
        }
    }

    private static final List<Table> TABLES = List.of(
            new Table(
                    "sales_order",
                    "sales_order_id INT, created_at TIMESTAMP(3), last_updated TIMESTAMP(3), design_id INT, staff_id INT, counterparty_id INT, units_sold INT, unit_price DECIMAL(10, 2), currency_id INT, agreed_delivery_date STRING, agreed_payment_date STRING, agreed_delivery_location_id INT",
                    "fact_sales_order",
                    "sales_order_id INT, " + DATES
                            + ", sales_staff_id INT, counterparty_id INT, units_sold INT, unit_price DECIMAL(10, 2), currency_id INT, design_id INT, agreed_payment_date DATE, agreed_delivery_date DATE, agreed_delivery_location_id INT",
                    "sales_order_id, " + TIMES
                            + ", staff_id, counterparty_id, units_sold, unit_price, currency_id, design_id, CAST(agreed_payment_date AS DATE), CAST(agreed_delivery_date AS DATE), agreed_delivery_location_id"),
            new Table(
                    "purchase_order",
                    "purchase_order_id INT, created_at TIMESTAMP(3), last_updated TIMESTAMP(3), staff_id INT, counterparty_id INT, item_code STRING, item_quantity INT, item_unit_price DECIMAL(10, 2), currency_id INT, agreed_delivery_date STRING, agreed_payment_date STRING, agreed_delivery_location_id INT",
                    "fact_purchase_order",
                    "purchase_order_id INT, " + DATES
                            + ", staff_id INT, counterparty_id INT, item_code STRING, item_quantity INT, item_unit_price DECIMAL(10, 2), currency_id INT, agreed_delivery_date DATE, agreed_payment_date DATE, agreed_delivery_location_id INT",
                    "purchase_order_id, " + TIMES
                            + ", staff_id, counterparty_id, item_code, item_quantity, item_unit_price, currency_id, CAST(agreed_delivery_date AS DATE), CAST(agreed_payment_date AS DATE), agreed_delivery_location_id"),
            new Table(
                    "transaction",
                    "transaction_id INT, created_at TIMESTAMP(3), last_updated TIMESTAMP(3), transaction_type STRING, sales_order_id INT, purchase_order_id INT",
                    "dim_transaction",
                    "transaction_id INT, transaction_type STRING, sales_order_id INT, purchase_order_id INT",
                    "transaction_id, transaction_type, sales_order_id, purchase_order_id"),
            new Table(
                    "payment",
                    "payment_id INT, created_at TIMESTAMP(3), last_updated TIMESTAMP(3), transaction_id INT, counterparty_id INT, payment_amount DECIMAL(10, 2), currency_id INT, payment_type_id INT, paid BOOLEAN, payment_date STRING, company_ac_number INT, counterparty_ac_number INT",
                    "fact_payment",
                    "payment_id INT, " + DATES
                            + ", transaction_id INT, counterparty_id INT, payment_amount DECIMAL(10, 2), currency_id INT, payment_type_id INT, paid BOOLEAN, payment_date DATE",
                    "payment_id, " + TIMES
                            + ", transaction_id, counterparty_id, payment_amount, currency_id, payment_type_id, paid, CAST(payment_date AS DATE)"));

    StockFlink(BenchDatabases databases, Target target) {
        this.databases = databases;
        this.target = target;
        this.program = Path.of(System.getProperty("totes.sql", "")).toAbsolutePath();
        if (!Files.isDirectory(program.resolve("lib"))) {
            throw new EnvironmentException(
                    "Cannot find Flink SQL in %s, expected it to be built: start this by ./local/totes"
                            .formatted(program));
        }
    }

    /** Brings all rows of the big tables to both zones and the warehouse. */
    Effort load(long rows) throws SQLException, IOException, InterruptedException {
        makeTables();
        Path room = Files.createDirectories(target.folder());
        Path tables = Files.writeString(room.resolve("tables.sql"), declarations());
        Effort nothing = run(room, tables, NOTHING, rows);
        Effort all = run(room, tables, inserts(), rows);
        return new Effort(
                rows,
                all.seconds() - nothing.seconds(),
                all.jobSeconds() - nothing.jobSeconds(),
                all.postgresSeconds() - nothing.postgresSeconds());
    }

    /** Like those of the warehouse, with a key that the connector can update by, and an enum that it can read. */
    private void makeTables() throws SQLException {
        try (Connection totesys = databases.totesys();
                Statement statement = totesys.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS stock");
            for (Table table : TABLES) {
                statement.execute("CREATE OR REPLACE VIEW stock.%1$s AS SELECT %2$s FROM public.%1$s"
                        .formatted(
                                table.name(),
                                table.columns()
                                        .replaceAll(" (INT|TIMESTAMP\\(3\\)|STRING|BOOLEAN|DECIMAL\\(10, 2\\))", "")
                                        .replace("transaction_type", "transaction_type::text AS transaction_type")));
            }
        }
        try (Connection warehouse = target.connect();
                Statement statement = warehouse.createStatement()) {
            statement.execute("CREATE SCHEMA stock");
            for (Table table : TABLES) {
                statement.execute("CREATE TABLE stock.%1$s (LIKE public.%1$s INCLUDING ALL)".formatted(table.star()));
                if (table.star().startsWith("fact_")) {
                    statement.execute(
                            "ALTER TABLE stock.%s ALTER version SET DEFAULT 1, ALTER recorded_at SET DEFAULT now(), ALTER is_current SET DEFAULT true, ADD UNIQUE (%s)"
                                    .formatted(table.star(), table.starKey()));
                }
            }
        }
    }

    private String declarations() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (Table table : TABLES) {
            long greatest = greatest(table);
            statements.add(jdbc(
                    "source_" + table.name(),
                    table.columns(),
                    databases.totesysUrl(),
                    databases.totesysOwner(),
                    "stock." + table.name(),
                    Map.of(
                            "scan.partition.column", table.key(),
                            "scan.partition.num", "8",
                            "scan.partition.lower-bound", "1",
                            "scan.partition.upper-bound", Long.toString(greatest),
                            "scan.auto-commit", "false",
                            "scan.fetch-size", "5000")));
            statements.add(parquet("raw_" + table.name(), table.columns(), "raw/" + table.name()));
            statements.add(parquet("processed_" + table.star(), table.shown(), "processed/" + table.star()));
            statements.add(jdbc(
                    "sink_" + table.star(),
                    table.shown() + ", PRIMARY KEY (%s) NOT ENFORCED".formatted(table.starKey()),
                    databases.warehouseUrl(target.warehouse()) + "?reWriteBatchedInserts=true",
                    databases.warehouseOwner(),
                    "stock." + table.star(),
                    Map.of("sink.buffer-flush.max-rows", "5000", "sink.buffer-flush.interval", "10s")));
        }
        return String.join(";\n", statements) + ";\n";
    }

    private static String inserts() {
        StringBuilder all = new StringBuilder("BEGIN STATEMENT SET;\n");
        for (Table table : TABLES) {
            String source = "source_" + table.name();
            all.append("INSERT INTO raw_%s SELECT * FROM %s;%n".formatted(table.name(), source));
            all.append("INSERT INTO processed_%s SELECT %s FROM %s;%n".formatted(table.star(), table.select(), source));
            all.append("INSERT INTO sink_%s SELECT %s FROM %s;%n".formatted(table.star(), table.select(), source));
        }
        return all.append("END;\n").toString();
    }

    private static String jdbc(
            String name, String columns, String url, Credentials user, String table, Map<String, String> options) {
        StringBuilder with = new StringBuilder();
        options.forEach((key, value) -> with.append(", '%s' = '%s'".formatted(key, value)));
        return "CREATE TABLE %s (%s) WITH ('connector' = 'jdbc', 'url' = '%s', 'table-name' = '%s', 'username' = '%s', 'password' = '%s'%s)"
                .formatted(name, columns, url, table, user.username(), user.password(), with);
    }

    private String parquet(String name, String columns, String folder) {
        return "CREATE TABLE %s (%s) WITH ('connector' = 'filesystem', 'format' = 'parquet', 'parquet.compression' = 'ZSTD', 'path' = '%s')"
                .formatted(name, columns, target.folder().resolve(folder).toUri());
    }

    private long greatest(Table table) throws SQLException {
        try (Connection totesys = databases.totesys();
                Statement statement = totesys.createStatement();
                var row = statement.executeQuery("SELECT max(%s) FROM %s".formatted(table.key(), table.name()))) {
            row.next();
            return row.getLong(1);
        }
    }

    private Effort run(Path room, Path tables, String script, long rows) throws IOException, InterruptedException {
        Files.writeString(
                room.resolve("config.yaml"),
                "execution.target: local\nparallelism.default: %d\nrest.address: 127.0.0.1\nrest.bind-address: 127.0.0.1\ntaskmanager.memory.network.min: 128mb\ntaskmanager.memory.network.max: 128mb\n"
                        .formatted(PARALLELISM));
        Path statements = Files.writeString(room.resolve("load.sql"), script);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-Duser.timezone=UTC",
                        "-Djava.io.tmpdir=" + room,
                        "-Dlog4j2.level=OFF",
                        "-Dtotes.sql.own-tables=true",
                        "-cp",
                        program.resolve("totes-flink-sql.jar")
                                + System.getProperty("path.separator")
                                + program.resolve("lib/*"),
                        RUNNER,
                        tables.toString(),
                        "csv",
                        statements.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FLINK_CONF_DIR", room.toString());
        Stopwatch watch = Stopwatch.start(databases);
        int exitCode = builder.start().waitFor();
        if (exitCode != 0) {
            throw new EnvironmentException("Cannot measure Flink's own connectors: they ended with " + exitCode);
        }
        return watch.effort(rows);
    }
}
