package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.catalog.CatalogException;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.pipeline.DuckDb;
import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.pipeline.Texts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the star is made of changes its shape. */
@SuppressWarnings("NullAway.Init")
class StarDriftIT {

    private static final String PAYMENT_TYPES =
            "SELECT string_agg(payment_type_name::text, ',' ORDER BY payment_type_id) FROM %s";

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;
    private Publishes publishes;
    private StarProof proof;

    @BeforeEach
    void startServers() throws Exception {
        pipeline = StarPipeline.in(folder);
        publishes = new Publishes(pipeline);
        proof = new StarProof(pipeline);
    }

    @AfterEach
    void stopServer() {
        pipeline.close();
    }

    /** The department is renamed while nobody can read it; orders go on, and the name comes when it can be read. */
    @Test
    void aTableStopsAloneAndComesBackWithAllThatHappened() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            settle(job);
            pipeline.totesys()
                    .execute("ALTER TABLE department RENAME COLUMN location TO site;"
                            + "UPDATE department SET department_name = 'Unseen' WHERE department_id = 3");
            await("the stop")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Board.ofThisJvm().sum("isStopped", "department") == 1);
            pipeline.totesys().execute(Orders.sale(7, 2, 2));
            settle(job);
            assertThat(warehouse("SELECT count(*) FROM current_fact_sales_order"))
                    .isEqualTo(totesys("SELECT count(*) FROM sales_order"));
            assertThat(warehouse("SELECT count(*) FROM dim_staff WHERE department_name = 'Unseen'"))
                    .isEqualTo("0");

            pipeline.totesys().execute("ALTER TABLE department RENAME COLUMN site TO location");
            await("the end of the stop")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Board.ofThisJvm().sum("tablesStopped") == 0);
            settle(job);
            assertThat(job.job().restores()).as("restarts").isZero();
            job.stop();
            assertThat(warehouse("SELECT count(*) FROM dim_staff WHERE department_name = 'Unseen'"))
                    .isEqualTo(totesys("SELECT count(*) FROM staff WHERE department_id = 3"));
            proof.requireAll(job.cuts().survivors());
        }
    }

    @Test
    void aStartWithoutWhatTheStarNeedsIsRefusedWithAllThatIsMissing() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(1);
            settle(job);
            job.stop();
            pipeline.totesys()
                    .execute("ALTER TABLE department RENAME COLUMN location TO site;"
                            + "ALTER TABLE payment ALTER COLUMN payment_amount TYPE double precision");
            assertThatThrownBy(() -> pipeline.start(1))
                    .isInstanceOf(CatalogException.class)
                    .hasMessage("""
                            Cannot make the star of totesys:
                              - column 'department.location' is missing, dim_staff is made of it
                              - column 'payment.payment_amount' is double precision, expected numeric(p,s)""");

            pipeline.totesys()
                    .execute("ALTER TABLE department RENAME COLUMN site TO location;"
                            + "ALTER TABLE payment ALTER COLUMN payment_amount TYPE numeric(10,2)");
            List<String> before = versions();
            job.start(2);
            settle(job);
            job.stop();
            assertThat(versions()).as("nothing is another value").isEqualTo(before);
            proof.requireAll(job.cuts().survivors());
        }
    }

    /**
     * A wider integer says what it said; a column with a value in every row is something new in each, but not to the star. A
     * label of an enum needs no start: it is text on its way.
     */
    @Test
    void aWiderAndANewColumnAreTakenAtTheNextStartAndANewLabelAtOnce() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            settle(job);
            addPaymentType("BARTER");
            settle(job);
            assertThat(warehouse(PAYMENT_TYPES.formatted("dim_payment_type")))
                    .isEqualTo(totesys(PAYMENT_TYPES.formatted("payment_type")))
                    .endsWith(",BARTER");
            assertThat(Board.ofThisJvm().sum("tablesStopped")).isZero();
            job.stop();
            addPaymentType("LOAN");
            pipeline.totesys()
                    .execute("ALTER TABLE sales_order ALTER COLUMN units_sold TYPE bigint;"
                            + "ALTER TABLE sales_order ALTER COLUMN sales_order_id TYPE bigint;"
                            + "ALTER TABLE address ADD COLUMN region text NOT NULL DEFAULT 'North'");
            job.start(3);
            settle(job);
            pipeline.totesys().execute("UPDATE sales_order SET units_sold = 12345 WHERE sales_order_id = 1");
            settle(job);
            job.stop();
            assertThat(lake("SELECT DISTINCT _version, region FROM %s ORDER BY 1", "address"))
                    .containsExactly(List.of("1", "null"), List.of("2", "North"));
            assertThat(warehouse("SELECT max(version) FROM dim_location_history"))
                    .isEqualTo("1");
            assertThat(lake(
                            "SELECT sales_order_id, typeof(units_sold), units_sold FROM %s WHERE _version > 1",
                            "sales_order"))
                    .containsExactly(List.of("1", "BIGINT", "12345"));
            assertThat(warehouse(
                            "SELECT string_agg(sales_order_id::text, ',') FROM fact_sales_order WHERE version > 1"))
                    .isEqualTo("1");
            assertThat(warehouse(PAYMENT_TYPES.formatted("dim_payment_type")))
                    .isEqualTo(totesys(PAYMENT_TYPES.formatted("payment_type")))
                    .endsWith(",BARTER,LOAN");
            proof.requireAll(job.cuts().survivors());
        }
    }

    /** A label can be used when the transaction that adds it has committed. */
    private void addPaymentType(String label) throws SQLException {
        pipeline.totesys().execute("ALTER TYPE \"PaymentTypeName\" ADD VALUE '%s'".formatted(label));
        pipeline.totesys()
                .execute("INSERT INTO payment_type (payment_type_name, last_updated) VALUES ('%s', %s)"
                        .formatted(label, Trades.NOW));
    }

    private List<List<String>> lake(String query, String table) {
        return DuckDb.query(query.formatted(pipeline.raw(table)));
    }

    private void settle(ObservedJob job) {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
    }

    private List<String> versions() throws SQLException {
        return List.of(
                warehouse("SELECT count(*) FROM dim_staff_history"), warehouse("SELECT count(*) FROM fact_payment"));
    }

    private String warehouse(String query) throws SQLException {
        try (Connection connection = pipeline.warehouse()) {
            return value(connection, query);
        }
    }

    private String totesys(String query) throws SQLException {
        try (Connection connection = pipeline.totesys().connect()) {
            return value(connection, query);
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows).get(0).get(0);
        }
    }
}
