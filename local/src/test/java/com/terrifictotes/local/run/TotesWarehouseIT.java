package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.local.totesys.TestTotesys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves in the warehouse, and what the commands tell of it. */
class TotesWarehouseIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The tables of the star, and the table of totesys each has as many rows as. */
    private static final Map<String, String> SOURCES = Map.of(
            "dim_staff", "staff",
            "dim_location", "address",
            "dim_design", "design",
            "dim_currency", "currency",
            "dim_counterparty", "counterparty",
            "dim_payment_type", "payment_type",
            "dim_transaction", "transaction",
            "fact_sales_order", "sales_order",
            "fact_purchase_order", "purchase_order",
            "fact_payment", "payment");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFirstLoadFillsTheWarehouseAndASecondRunChangesNothing() throws Exception {
        Path home = folder.resolve("home");
        TotesProcess first = bounded(home, "--orders", "400");
        assertThat(first.output())
                .contains("In the warehouse:", "Pipeline totes", "The warehouse holds everything up to the cut of ");
        Map<String, List<String>> before;
        String completeTo;
        try (HomeAtRest warehouse = HomeAtRest.warehouseOf(home)) {
            before = everything(warehouse);
            completeTo = warehouse.value("SELECT complete_to FROM etl.ledger");
            assertThat(warehouse.value("SELECT count(*) FROM current_fact_sales_order"))
                    .isNotEqualTo("0");
            assertThat(warehouse.rows("SELECT * FROM etl.quarantine")).isEmpty();
        }

        bounded(home);

        try (HomeAtRest warehouse = HomeAtRest.warehouseOf(home)) {
            assertThat(everything(warehouse)).isEqualTo(before);
            assertThat(warehouse.value("SELECT complete_to > '%s' FROM etl.ledger".formatted(completeTo)))
                    .as("the ledger moves on, though nothing else does")
                    .isEqualTo("t");
        }
    }

    @Test
    void statusAsksAHomeAtRestAndOneThatRuns() throws Exception {
        Path home = folder.resolve("home");
        bounded(home, "--orders", "300");

        JsonNode atRest = JSON.readTree(status(home, "--json"));
        assertThat(atRest.get("pipeline").asText()).isEqualTo("totes");
        assertThat(atRest.get("behindSeconds").asDouble()).isPositive();
        assertThat(rowsOf(atRest, "dim_staff")).isEqualTo(20);

        try (TotesProcess running = TotesProcess.start(
                "run", "--home", home.toString(), "--speed", "6000", "--poll", "PT0.2S", "--checkpoint", "PT0.5S")) {
            running.awaitLine("Following totesys");
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> rowsOf(JSON.readTree(status(home, "--json")), "fact_sales_order")
                            > rowsOf(atRest, "fact_sales_order"));
            assertThat(status(home)).contains("fact_sales_order", " behind totesys.");
            running.interrupt();
            running.awaitEnd();
            assertThat(running.exitCode()).as(running.errors()).isZero();
        }
    }

    @Test
    void everyRowOfAnInventedHistoryIsInTheStarOnce() throws Exception {
        Path csv = Files.createDirectory(folder.resolve("csv"));
        try (Connection connection = TestTotesys.withHistory(11).connect()) {
            Exports.of(connection, csv);
        }

        loadAndCompare(csv);
    }

    @Test
    void everyRowOfTheRealSnapshotIsInTheStarOnce() throws Exception {
        String snapshot = System.getenv("TOTES_SNAPSHOT");
        assumeThat(snapshot)
                .as("TOTES_SNAPSHOT names no folder of <table>.csv files, so there is no real snapshot to load")
                .isNotNull();

        loadAndCompare(Path.of(Objects.requireNonNull(snapshot)));
    }

    private void loadAndCompare(Path csv) throws Exception {
        Path home = folder.resolve("home");
        bounded(home, "--data", csv.toString());
        try (HomeAtRest warehouse = HomeAtRest.warehouseOf(home);
                HomeAtRest totesys = HomeAtRest.totesysOf(home)) {
            for (Map.Entry<String, String> table : SOURCES.entrySet()) {
                assertThat(warehouse.value("SELECT count(*) FROM " + table.getKey()))
                        .as(table.getKey())
                        .isEqualTo(totesys.value("SELECT count(*) FROM " + table.getValue()));
            }
            assertSame(
                    warehouse,
                    "sum(units_sold), sum(unit_price * units_sold)",
                    "fact_sales_order",
                    totesys,
                    "sales_order");
            assertSame(
                    warehouse,
                    "sum(item_quantity), sum(item_unit_price * item_quantity)",
                    "fact_purchase_order",
                    totesys,
                    "purchase_order");
            assertSame(
                    warehouse, "sum(payment_amount), count(*) FILTER (WHERE paid)", "fact_payment", totesys, "payment");
            assertThat(warehouse.rows("SELECT * FROM etl.quarantine")).isEmpty();
            System.out.println(warehouse.rows(
                    "SELECT (SELECT count(*) FROM fact_sales_order), (SELECT count(*) FROM fact_purchase_order), "
                            + "(SELECT count(*) FROM fact_payment), (SELECT count(*) FROM dim_date)"));
        }
    }

    private static void assertSame(HomeAtRest warehouse, String sums, String fact, HomeAtRest totesys, String table)
            throws SQLException {
        assertThat(warehouse.value("SELECT %s FROM %s".formatted(sums, fact)))
                .as(sums)
                .isEqualTo(totesys.value("SELECT %s FROM %s".formatted(sums, table)));
    }

    /** Every row of every table but the ledger's, with the transaction that wrote it. */
    private static Map<String, List<String>> everything(HomeAtRest warehouse) throws SQLException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String table : tables()) {
            all.put(table, warehouse.rows("SELECT t.xmin, t.* FROM %s t ORDER BY t".formatted(table)));
        }
        all.put("ledger", warehouse.rows("SELECT pipeline, published_at, rows FROM etl.ledger"));
        return all;
    }

    private static List<String> tables() {
        List<String> tables = new ArrayList<>(List.of("etl.publish", "etl.quarantine"));
        for (StarTable table : StarSchema.tables()) {
            tables.add(table.name());
            if (table.role() == Role.DIMENSION) {
                tables.add(table.name() + "_history");
            }
        }
        return tables;
    }

    private static long rowsOf(JsonNode status, String table) {
        for (JsonNode entry : status.get("tables")) {
            if (entry.get("table").asText().equals(table)) {
                return entry.get("rows").asLong();
            }
        }
        throw new AssertionError("no table %s in %s".formatted(table, status));
    }

    private static String status(Path home, String... options) throws InterruptedException {
        try (TotesProcess totes = start("status", home, options)) {
            totes.awaitEnd();
            assertThat(totes.exitCode()).as(totes.errors()).isZero();
            return totes.output();
        }
    }

    private static TotesProcess bounded(Path home, String... options) throws InterruptedException {
        try (TotesProcess totes = start("run", home, options)) {
            totes.awaitEnd();
            assertThat(totes.exitCode()).as(totes.errors()).isZero();
            return totes;
        }
    }

    private static TotesProcess start(String command, Path home, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--home", home.toString()));
        if (command.equals("run") && !List.of(options).contains("--speed")) {
            arguments.add("--bounded");
        }
        arguments.addAll(List.of(options));
        return TotesProcess.start(arguments.toArray(String[]::new));
    }
}
