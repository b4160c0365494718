package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.reconcile.BehindException;
import com.terrifictotes.reconcile.Copy;
import com.terrifictotes.reconcile.Patience;
import com.terrifictotes.reconcile.Progress;
import com.terrifictotes.reconcile.Reconciliation;
import com.terrifictotes.reconcile.Report;
import com.terrifictotes.reconcile.TableReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a comparison finds, and that it finds nothing where nothing is.
 *
 * <p>{@code -Dreconcile.runs=N} compares more often while there is trade.
 */
class ReconciliationIT {

    private static final int RUNS = Integer.getInteger("reconcile.runs", 3);
    private static final long SEED = Long.getLong("star.seed", System.nanoTime() & 0xFFFF);

    /** By hand, in the warehouse: each is something that a defect of a pipeline could do. */
    private static final List<String> MANIPULATIONS = List.of(
            "UPDATE fact_payment SET payment_amount = payment_amount + 0.01 WHERE payment_id = 7",
            "UPDATE fact_sales_order SET created_time = created_time + interval '1 microsecond' WHERE sales_order_id = 1",
            "UPDATE dim_location SET address_line_2 = '' WHERE location_id = 30",
            "UPDATE dim_staff SET location = 'Not known ' WHERE staff_id = 3",
            "DELETE FROM fact_sales_order WHERE sales_order_id = 1140",
            "DELETE FROM dim_payment_type WHERE payment_type_id = 4",
            "UPDATE fact_purchase_order SET is_current = false WHERE purchase_order_id = 2",
            "INSERT INTO dim_currency (currency_id, currency_code, currency_name) VALUES (0, 'XXX', 'No currency')",
            """
            INSERT INTO fact_sales_order (sales_order_id, created_date, created_time, last_updated_date,
                last_updated_time, sales_staff_id, counterparty_id, units_sold, unit_price, currency_id, design_id,
                agreed_payment_date, agreed_delivery_date, agreed_delivery_location_id, version, recorded_at, is_current)
            SELECT sales_order_id, created_date, created_time, last_updated_date,
                last_updated_time, sales_staff_id, counterparty_id, units_sold, unit_price, currency_id, design_id,
                agreed_payment_date, agreed_delivery_date, agreed_delivery_location_id, 2, recorded_at, true
            FROM fact_sales_order WHERE sales_order_id = 5""",
            "DELETE FROM etl.quarantine WHERE row_key = '4'");

    private static final List<String> FOUND = List.of(
            "raw zone currency 1: changes not in sequence, 2 changes, numbered up to 1",
            "raw zone currency 2: changes not in sequence, 2 changes, numbered up to 1",
            "raw zone currency 3: changes not in sequence, 2 changes, numbered up to 1",
            "raw zone design 3: different, design_name Steel instead of Wooden",
            "warehouse dim_currency 0: not in totesys",
            "warehouse dim_location 30: different, address_line_2  instead of null",
            "warehouse dim_payment_type 4: only in totesys",
            "warehouse dim_staff 3: different, location Not known  instead of Leeds",
            "warehouse fact_payment 7: different, payment_amount 4.01 instead of 4.00",
            "warehouse fact_purchase_order 2: only in totesys",
            "warehouse fact_purchase_order 4: not in quarantine, agreed_delivery_date 'soon' is not a date of the form yyyy-mm-dd",
            "warehouse fact_sales_order 1140: only in totesys",
            "warehouse fact_sales_order 1: different, created_time 00:00:00.000001 instead of 00:00:00",
            "warehouse fact_sales_order 5: there twice, 2 rows");

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;
    private Publishes publishes;

    @BeforeEach
    void startServers() throws Exception {
        pipeline = StarPipeline.in(folder);
        publishes = new Publishes(pipeline);
    }

    @AfterEach
    void stopServer() {
        pipeline.close();
    }

    @Test
    void everyDifferenceIsFoundAndNamedAndNothingElse() throws Exception {
        pipeline.totesys().execute("""
                UPDATE purchase_order SET agreed_delivery_date = 'soon' WHERE purchase_order_id IN (3, 4);
                UPDATE sales_order SET created_at = '2024-02-29' WHERE sales_order_id = 1;
                UPDATE payment SET payment_amount = 4 WHERE payment_id = 7""");
        try (FragileJob job = pipeline.start(2)) {
            publishes.awaitCompleteTo(System.currentTimeMillis());
            Report same = Reconciled.whileRunning(pipeline, folder);
            assertThat(Reconciled.differences(same)).isEmpty();
            assertThat(same.unsettled()).isZero();
            assertThat(same.cut()).isAfterOrEqualTo(same.snapshot());
            assertThat(table(same, Copy.WAREHOUSE, "fact_purchase_order"))
                    .extracting(TableReport::totesys, TableReport::shown, TableReport::quarantined)
                    .containsExactly(20L, 18L, 2L);
            assertThat(table(same, Copy.RAW_ZONE, "sales_order"))
                    .extracting(TableReport::totesys, TableReport::shown)
                    .containsExactly(1_140L, 1_140L);

            manipulate();
            assertThat(Reconciled.differences(Reconciled.whileRunning(pipeline, folder)))
                    .containsExactlyInAnyOrderElementsOf(found());
            job.stop();
        }
        assertThat(Reconciled.differences(Reconciled.atRest(pipeline, folder)))
                .as("at rest")
                .containsExactlyInAnyOrderElementsOf(found());
    }

    @Test
    void tradeIsNoFalseAlarmAndHidesNoDifference() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED)) {
            job.start(2);
            publishes.awaitCompleteTo(System.currentTimeMillis());
            long unsettled = 0;
            long began = System.nanoTime();
            for (int run = 0; run < RUNS; run++) {
                Report report = Reconciled.whileRunning(pipeline, folder);
                assertThat(Reconciled.differences(report))
                        .as("run %d, seed %d", run, SEED)
                        .isEmpty();
                unsettled += report.unsettled();
            }
            System.out.printf(
                    "seed %d: %d comparisons of %.1f s, %,d transactions meanwhile; %d keys never rested%n",
                    SEED, RUNS, (System.nanoTime() - began) / 1e9 / RUNS, trade.committed(), unsettled);

            execute("UPDATE fact_sales_order SET units_sold = units_sold + 1 WHERE sales_order_id = 1000");
            execute("UPDATE dim_counterparty SET counterparty_legal_city = 'hull' WHERE counterparty_id = 20");
            assertThat(Reconciled.differences(Reconciled.whileRunning(pipeline, folder)))
                    .as("seed %d", SEED)
                    .anyMatch(line -> line.startsWith("warehouse fact_sales_order 1000: different, units_sold"));
            trade.finish();
        }
    }

    @Test
    void aPipelineThatDoesNotRunIsNotWaitedForLongerThanAsked() throws Exception {
        try (FragileJob job = pipeline.start(1)) {
            publishes.awaitCompleteTo(System.currentTimeMillis());
            job.stop();
        }
        try (Reconciliation comparison = new Reconciliation(
                pipeline.settings().sides(), Patience.ofWait(Duration.ofMillis(300)), 1, Progress.SILENT)) {
            assertThatThrownBy(() -> comparison.run(null))
                    .isInstanceOf(BehindException.class)
                    .hasMessageMatching(
                            "Cannot compare at one cut: the warehouse is complete to 20\\S+Z, expected 20\\S+Z or later within PT0.3S. .*");
        }
    }

    private void manipulate() throws SQLException, IOException {
        execute(MANIPULATIONS.toArray(String[]::new));
        for (Path file : files("department")) {
            Files.delete(file);
        }
        for (Path file : files("currency")) {
            Files.copy(file, file.resolveSibling("part-copied-" + file.getFileName()));
        }
        for (Path file : files("design")) {
            AlteredFile.write(file, "if(design_id = 3, 'Steel', design_name) AS design_name");
        }
    }

    private List<Path> files(String table) throws IOException {
        try (Stream<Path> files = Files.walk(pipeline.rawFolder(table))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static TableReport table(Report report, Copy copy, String name) {
        return report.tables().stream()
                .filter(table -> table.copy() == copy && table.table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> found() throws SQLException {
        List<String> found = new ArrayList<>(FOUND);
        for (String department : pipeline.totesys().rows("SELECT department_id FROM department")) {
            found.add("raw zone department %s: only in totesys".formatted(department));
        }
        return found;
    }
}
