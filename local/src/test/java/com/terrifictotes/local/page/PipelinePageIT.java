package com.terrifictotes.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.BoardReporter;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.warehouse.Migrations;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the page tells of a pipeline, figure by figure: of one that has just these metrics, and this ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelinePageIT {

    private static final String LEDGER = """
            INSERT INTO etl.ledger (pipeline, complete_to, published_at) VALUES ('totes', now(), now());
            INSERT INTO etl.publish (id, pipeline, complete_to, published_at, rows) VALUES
                (gen_random_uuid(), 'totes', now(), '2024-11-15 12:00:01+00', '{"dim_staff": 20, "fact_sales_order": 1234}'),
                (gen_random_uuid(), 'totes', now(), '2024-11-15 12:00:09.5+00', '{"fact_payment": 1}')""";

    private final Board board = Board.ofThisJvm();
    private final BoardReporter flink = new BoardReporter();
    private final PostgresServer server = SharedServer.server();
    private final Browser browser;

    PipelinePageIT() {
        browser = Browser.start(InstalledBrowser.require());
    }

    /** Of a table of totesys or the star. */
    private static final class OfTable extends UnregisteredMetricsGroup {
        private final String table;

        OfTable(String table) {
            this.table = table;
        }

        @Override
        public Map<String, String> getAllVariables() {
            return Map.of("<table>", table);
        }
    }

    @BeforeEach
    @AfterEach
    void clear() {
        board.clear();
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    void theFiguresAreThoseOfThePipeline() throws Exception {
        Instant completeTo = Instant.now().minusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
        gauge("completeTo", completeTo.toEpochMilli());
        gauge("lastCut", completeTo.plusSeconds(2).toEpochMilli());
        gauge("numRestarts", 3);
        counter("cuts", 4321);
        counter("publishes", 17);
        gauge("publishMillis", 1045);
        counter("publishRetries", 2);
        gauge("countMismatches", 0);
        gauge("reconcileMismatches", 2);
        gauge("reconcileUnsettled", 5);
        gauge("auditAgeSeconds", 180);
        table("design", 300, 1305, 5, 7);
        table("payment", 80, 81, 0, 1);
        table("staff", 20, 25, 1, 3);
        gauge("isStopped", 1, new OfTable("payment"));
        gauge("isMiscounted", 1, new OfTable("staff"));

        try (Page page = Page.serve(0, "totes", board, Optional.of(warehouse()))) {
            page.linkFlink(URI.create("http://127.0.0.1:4711"));
            show(page, "publishes");

            assertThat(browser.text("#pipeline-name")).isEqualTo("totes");
            assertThat(browser.text("#headline")).matches("1\\d s behind totesys");
            assertThat(browser.text("#behind")).matches("1\\d s");
            assertThat(browser.text("#complete-to")).isEqualTo(shown(completeTo));
            assertThat(browser.text("#last-cut")).isEqualTo(shown(completeTo.plusSeconds(2)));
            assertThat(browser.text("#cuts")).isEqualTo("4,321");
            assertThat(browser.text("#restarts")).isEqualTo("3");
            assertThat(browser.rows("#tables"))
                    .containsExactly(
                            List.of("design", "300", "1,305", "5", "7.0 s"),
                            List.of("payment", "80", "81", "0", "not read"),
                            List.of("staff", "20", "25", "1", "another number of rows"));
            assertThat(browser.texts("#publishes dd")).containsExactly("17", "1,045 ms", "2");
            assertThat(browser.rows("#publishes"))
                    .containsExactly(
                            List.of("2024-11-15 12:00:09", "fact_payment 1"),
                            List.of("2024-11-15 12:00:01", "dim_staff 20, fact_sales_order 1,234"));
            assertThat(browser.rows("#reconcile"))
                    .containsExactly(
                            List.of("rows of each table, counted at each cut", "the same"),
                            List.of(
                                    "every row, by its content, 3 min ago",
                                    "2 rows differ; 5 unsettled: they changed whenever they were looked at"));
            assertThat(browser.find("#flink").isDisplayed()).isTrue();
            assertThat(browser.find("#flink").getDomProperty("href")).isEqualTo("http://127.0.0.1:4711/");
        }
    }

    @Test
    void theFreshnessOfTheLastHourIsSampled() throws Exception {
        long completeTo = System.currentTimeMillis() - 30_000;
        gauge("completeTo", completeTo);

        try (Page page = Page.serve(0, "totes", board, Optional.of(warehouse()))) {
            show(page, "freshness");
            soon().until(() -> samples().size() >= 2);

            assertThat(samples())
                    .allSatisfy(seconds -> assertThat(seconds.doubleValue())
                            .isBetween(30.0, (System.currentTimeMillis() - completeTo) / 1000.0));
            assertThat(samples().get(1).doubleValue() - samples().get(0).doubleValue())
                    .isBetween(4.0, 6.5);
            assertThat(browser.rows("#freshness-table"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get(1)).matches("3\\d\\.\\d"));
        }
    }

    /** What a pipeline into the lake alone has to tell, and that it is not loading for ever. */
    @Test
    void withoutAWarehouseTheAgeOfTheLastCutIsTold() {
        try (Page page = Page.serve(0, "totes", board, Optional.empty())) {
            show(page);
            browser.awaitState("revenue", "empty");
            assertThat(browser.text("#headline")).isEqualTo("First load under way");
            assertThat(browser.state("freshness")).isEqualTo("loading");

            gauge("lastCut", System.currentTimeMillis() - 15_000);
            table("staff", 20, 25, 1, 3);
            browser.awaitState("freshness", "ready");

            assertThat(browser.text("#headline")).matches("last cut 1\\d s ago");
            assertThat(browser.texts("#freshness dt"))
                    .startsWith("since the last cut")
                    .doesNotContain("behind totesys");
            assertThat(browser.text("#complete-to")).isEqualTo("no warehouse");
            assertThat(browser.rows("#tables")).containsExactly(List.of("staff", "20", "25", "1", "3.0 s"));
            soon().until(() -> !samples().isEmpty());
            for (String section : List.of("revenue", "publishes", "quarantine")) {
                assertThat(browser.text("#%s .state".formatted(section))).isEqualTo("This pipeline has no warehouse");
            }
        }
    }

    @Test
    void whatHasNotChangedStaysSelected() {
        gauge("lastCut", System.currentTimeMillis());
        Counter changes = table("staff", 20, 25, 1, 3);
        try (Page page = Page.serve(0, "totes", board, Optional.empty())) {
            show(page, "tables");
            browser.ask("getSelection().selectAllChildren(document.querySelector('#tables tbody th')); return true");

            changes.inc(75);
            table("transaction", 1, 2, 0, 3);
            soon().until(() -> browser.rows("#tables").size() == 2);

            assertThat(browser.rows("#tables"))
                    .containsExactly(
                            List.of("staff", "20", "100", "1", "3.0 s"),
                            List.of("transaction", "1", "2", "0", "3.0 s"));
            assertThat(browser.ask("return getSelection().toString()")).isEqualTo("staff");
        }
    }

    /** Its counters begin at zero, so that their sum may be what it was although rows were published. */
    @Test
    void whatAJobPublishesThatWasRestartedIsShown() throws Exception {
        gauge("completeTo", System.currentTimeMillis());
        counter("rowsPublished", 1, new OfTable("quarantine"));
        Database warehouse = warehouse();
        try (Page page = Page.serve(0, "totes", board, Optional.of(warehouse))) {
            show(page, "publishes");
            assertThat(browser.rows("#publishes")).hasSize(2);

            execute(warehouse, """
                    UPDATE etl.ledger SET published_at = now();
                    INSERT INTO etl.publish VALUES (gen_random_uuid(), 'totes', now(), now(), '{"quarantine": 1}')""");
            counter("rowsPublished", 1, new OfTable("quarantine"));

            soon().until(() -> browser.rows("#publishes").size() == 3);
            assertThat(browser.rows("#publishes").get(0)).contains("quarantine 1");
        }
    }

    private void show(Page page, String... filled) {
        browser.resize(1280, 900);
        browser.open(page.address());
        for (String section : filled) {
            browser.awaitState(section, "ready");
        }
    }

    /** What the chart of the freshness is drawn of. */
    @SuppressWarnings("unchecked") // Numbers are what the page sends.
    private List<Number> samples() {
        return (List<Number>)
                browser.ask("return window.Chart.getChart('freshness-chart')?.data.datasets[0].data ?? []");
    }

    private static String shown(Instant instant) {
        return instant.toString().replace('T', ' ').replace("Z", "");
    }

    /** Its metrics; what is returned counts its changes. */
    private Counter table(String table, int rows, int changes, int deletes, int lagSeconds) {
        MetricGroup group = new OfTable(table);
        counter("rowsRead", changes, group);
        gauge("liveRows", rows, group);
        counter("deletes", deletes, group);
        gauge("completeAgeSeconds", lagSeconds, group);
        return counter("changes", changes, group);
    }

    private void gauge(String name, long value) {
        gauge(name, value, new UnregisteredMetricsGroup());
    }

    private void gauge(String name, long value, MetricGroup group) {
        Gauge<Long> gauge = () -> value;
        flink.notifyOfAddedMetric(gauge, name, group);
    }

    private void counter(String name, int value) {
        counter(name, value, new UnregisteredMetricsGroup());
    }

    private Counter counter(String name, int value, MetricGroup group) {
        Counter counter = new SimpleCounter();
        counter.inc(value);
        flink.notifyOfAddedMetric(counter, name, group);
        return counter;
    }

    private Database warehouse() throws SQLException {
        String name = SharedServer.newDatabase();
        Database warehouse = server.database(name, server.superuser());
        Migrations.migrate(warehouse);
        execute(warehouse, LEDGER);
        return warehouse;
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
