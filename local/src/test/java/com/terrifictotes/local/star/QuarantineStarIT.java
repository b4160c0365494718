package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.pipeline.DuckDb;
import com.terrifictotes.local.pipeline.Texts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of rows that do not fit, from totesys to what people see, while everything else goes on. */
@Timeout(300)
class QuarantineStarIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OPEN =
            "SELECT table_name, row_key, column_name, value, reason FROM etl.open_quarantine WHERE ";

    @TempDir
    private static Path folder = Path.of("unset");

    private static StarPipeline pipeline;
    private static FragileJob job;

    @BeforeAll
    static void start() throws Exception {
        pipeline = StarPipeline.in(folder);
        pipeline.totesys()
                .execute(
                        "ALTER TABLE design ALTER design_name DROP NOT NULL; ALTER TABLE address ALTER city DROP NOT NULL");
        job = pipeline.start(2);
    }

    @AfterAll
    static void stop() {
        job.crash();
        pipeline.close();
    }

    @Test
    void aDimensionRowThatDoesNotFitHidesNoFactAndIsShownOnceItFits() throws Exception {
        String design = "SELECT design_name, is_inferred FROM dim_design WHERE design_id = 100";
        totesys(
                "INSERT INTO design (design_id, file_location, file_name, last_updated) VALUES (100, '/usr', 'x', now());"
                        + sale(900_001, 100, 1, "2026-12-01", 1));

        awaitRows("SELECT design_id FROM current_fact_sales_order WHERE sales_order_id = 900001", "100");
        assertThat(rows(design)).containsExactly(List.of("Not known", "t"));
        assertThat(rows(OPEN + "table_name = 'design' AND row_key = '100'"))
                .containsExactly(List.of("design", "100", "design_name", "null", "is NULL"));

        totesys("UPDATE design SET design_name = 'Late' WHERE design_id = 100");
        awaitRows(design, "Late, f");
        assertThat(rows("SELECT version, is_inferred FROM dim_design_history WHERE design_id = 100"))
                .containsExactly(List.of("1", "f"));
        assertThat(rows("SELECT design_name FROM fact_sales_order_as_recorded WHERE sales_order_id = 900001"))
                .containsExactly(List.of("Late"));
        assertThat(
                        rows(
                                "SELECT closed_at > recorded_at FROM etl.quarantine WHERE row_key = '100' AND table_name = 'design'"))
                .containsExactly(List.of("t"));
    }

    @Test
    void aVersionThatDoesNotFitLeavesWhatWasShown() throws Exception {
        String shown = "SELECT design_name, is_inferred, is_deleted FROM dim_design WHERE design_id = 2";
        String open = "SELECT count(*) FROM etl.open_quarantine WHERE table_name = 'design' AND row_key = '2'";
        awaitRows(shown, "Wooden, f, f");
        totesys("UPDATE design SET design_name = NULL WHERE design_id = 2");
        awaitRows(open, "1");
        assertThat(rows(shown)).containsExactly(List.of("Wooden", "f", "f"));

        totesys("UPDATE design SET design_name = 'Wooden' WHERE design_id = 2");
        awaitRows(open, "0");
        assertThat(rows("SELECT version, is_current FROM dim_design_history WHERE design_id = 2"))
                .containsExactly(List.of("1", "t"));
    }

    @Test
    void whoRefersToAnAddressThatDoesNotFitIsNotKnownUntilItDoes() throws Exception {
        String shown = "SELECT counterparty_legal_city, is_inferred FROM dim_counterparty WHERE counterparty_id = 100";
        totesys("INSERT INTO address (address_id, address_line_1, postal_code, country, phone, last_updated)"
                + " VALUES (100, '1 Long Lane', '01138', 'Wales', '0', now());"
                + " INSERT INTO counterparty (counterparty_id, counterparty_legal_name, legal_address_id, last_updated)"
                + " VALUES (100, 'Late Ltd', 100, now());"
                + sale(900_002, 1, 100, "2026-12-01", 100));

        awaitRows("SELECT counterparty_id FROM current_fact_sales_order WHERE sales_order_id = 900002", "100");
        assertThat(rows(shown)).containsExactly(List.of("Not known", "t"));
        assertThat(rows("SELECT city, is_inferred FROM dim_location WHERE location_id = 100"))
                .containsExactly(List.of("Not known", "t"));
        assertThat(rows(OPEN + "row_key = '100' AND table_name IN ('address', 'counterparty')"))
                .containsExactly(List.of("address", "100", "city", "null", "is NULL"));

        totesys("UPDATE address SET city = 'Cardiff' WHERE address_id = 100");
        awaitRows(shown, "Cardiff, f");
        assertThat(rows("SELECT city, is_inferred FROM dim_location WHERE location_id = 100"))
                .containsExactly(List.of("Cardiff", "f"));
        assertThat(rows(OPEN + "table_name = 'address'")).isEmpty();
    }

    @Test
    void anOrderThatIsPutRightIsAFactAndItsLinesAreClosedInTheLakeAsWell() throws Exception {
        totesys(sale(900_003, 1, 1, "soon", 1));
        awaitRows(
                OPEN + "row_key = '900003'",
                "sales_order, 900003, agreed_delivery_date, soon, is not a date of the form yyyy-mm-dd");
        assertThat(rows("SELECT 1 FROM fact_sales_order WHERE sales_order_id = 900003"))
                .isEmpty();
        totesys("UPDATE sales_order SET agreed_delivery_date = 'never' WHERE sales_order_id = 900003");
        awaitRows("SELECT value FROM etl.open_quarantine WHERE row_key = '900003'", "never");
        totesys("UPDATE sales_order SET agreed_delivery_date = '2026-12-01' WHERE sales_order_id = 900003");
        awaitRows("SELECT version, is_current FROM fact_sales_order WHERE sales_order_id = 900003", "3, t");

        assertThat(rows("""
                        SELECT version, value, closed_at = lead(recorded_at, 1, closed_at) OVER (ORDER BY version)
                        FROM etl.quarantine WHERE row_key = '900003' ORDER BY version""")).containsExactly(List.of("1", "soon", "t"), List.of("2", "never", "t"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(DuckDb.query(
                                "SELECT version, column_name, coalesce(value, ''), reason FROM %s WHERE row_key = '900003' ORDER BY version"
                                        .formatted(pipeline.quarantine("sales_order"))))
                        .containsExactly(
                                List.of("1", "agreed_delivery_date", "soon", "is not a date of the form yyyy-mm-dd"),
                                List.of("2", "agreed_delivery_date", "never", "is not a date of the form yyyy-mm-dd"),
                                List.of("3", "", "", "fits")));
    }

    private static String sale(int id, int design, int counterparty, String delivery, int location) {
        return """
                INSERT INTO sales_order (sales_order_id, last_updated, design_id, staff_id, counterparty_id, units_sold,
                  unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
                VALUES (%d, now(), %d, 1, %d, 1000, 2.35, 1, '%s', '2027-01-05', %d)""".formatted(id, design, counterparty, delivery, location);
    }

    private static void totesys(String sql) throws SQLException {
        pipeline.totesys().execute(sql);
    }

    private static void awaitRows(String query, String row) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(rows(query))
                        .extracting(values -> String.join(", ", values))
                        .containsExactly(row));
    }

    private static List<List<String>> rows(String query) throws SQLException {
        try (Connection warehouse = pipeline.warehouse();
                Statement statement = warehouse.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows);
        }
    }
}
