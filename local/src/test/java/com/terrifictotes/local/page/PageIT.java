package com.terrifictotes.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page of a run, as a browser shows it: one run for all tests, each of which opens the page anew. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {

    /** The sections that have something to show as soon as anything is published. */
    private static final List<String> FILLED = List.of(
            "freshness", "tables", "publishes", "reconcile", "revenue", "countries", "designs", "staff", "payments");

    /** Those that have nothing to show until something is asked, or wrong. */
    private static final List<String> WAITING = List.of("quarantine", "order", "staff-member");

    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private final Browser browser;
    private final RunningTotes totes;
    private final URI page;
    private String whileLoading = "";
    private String expectedComplaint = "none at all";

    PageIT(@TempDir Path folder) {
        browser = Browser.start(InstalledBrowser.require());
        totes = RunningTotes.start(folder.resolve("home"), "--orders", "600", "--speed", "0");
        page = totes.page();
    }

    @BeforeAll
    void waitUntilItFills() {
        browser.open(page);
        whileLoading = soon().until(
                        () -> browser.state("revenue") + ": " + browser.text("#revenue .state"),
                        said -> !said.equals("loading: "));
        FILLED.forEach(section -> browser.awaitState(section, "ready"));
    }

    @BeforeEach
    void open() {
        browser.resize(1280, 900);
        browser.prefer("light");
        browser.open(page);
        FILLED.forEach(section -> browser.awaitState(section, "ready"));
    }

    @AfterEach
    void noFaultIsSaidAndNobodyElseIsAsked() {
        assertThat(browser.complaints()).allSatisfy(line -> assertThat(line).contains(expectedComplaint));
        assertThat(browser.requests())
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(page.relativize(asked)).isNotEqualTo(asked));
    }

    @AfterAll
    void end() throws Exception {
        try (totes) {
            browser.close();
        }
    }

    @Test
    void thePageFillsByItself() {
        assertThat(whileLoading).isEqualTo("loading: Nothing is published yet: the first load is under way.");
        assertThat(browser.text("h1")).startsWith("Totes");
        assertThat(WAITING).allSatisfy(section -> {
            browser.awaitState(section, "empty");
            assertThat(browser.text("#%s .state".formatted(section))).isNotEmpty();
        });
    }

    @Test
    void itsNumbersAreThoseOfTheWarehouse() throws Exception {
        assertThat(browser.rows("#revenue")).containsExactlyInAnyOrderElementsOf(totes.warehouse(PageQueries.REVENUE));
        assertThat(browser.rows("#countries"))
                .containsExactlyInAnyOrderElementsOf(totes.warehouse(PageQueries.COUNTRIES));
        assertThat(first(3, browser.rows("#staff")))
                .containsExactlyInAnyOrderElementsOf(totes.warehouse(PageQueries.STAFF));
        assertThat(browser.rows("#payments"))
                .containsExactlyInAnyOrderElementsOf(totes.warehouse(PageQueries.PAYMENTS));
        assertThat(browser.rows("#designs").get(0)).isIn(totes.warehouse(PageQueries.BEST_DESIGNS));
        assertThat(first(2, browser.rows("#tables"))).containsAll(totes.warehouse(PageQueries.ROWS));
    }

    @Test
    void aCommittedChangeShowsUpByItselfAndNobodyIsInterrupted() throws Exception {
        browser.ask("window.isTheSame = true; return true");
        browser.find("#order-number").sendKeys("12");
        String before = browser.rows("#revenue").toString();

        totes.change("UPDATE sales_order SET units_sold = units_sold + 11 WHERE sales_order_id = 5");
        Instant committed = Instant.now();
        soon().until(
                        () -> totes.warehouse("SELECT max(version) FROM fact_sales_order WHERE sales_order_id = 5"),
                        PageQueries.isValue("2"));
        Instant published = Instant.now();
        soon().until(() -> !browser.rows("#revenue").toString().equals(before));
        Instant shown = Instant.now();

        System.out.printf(
                "A change was published %s after its commit, and shown %s later%n",
                Duration.between(committed, published), Duration.between(published, shown));
        assertThat(browser.rows("#revenue")).containsExactlyInAnyOrderElementsOf(totes.warehouse(PageQueries.REVENUE));
        assertThat(Duration.between(published, shown)).isLessThan(AT_MOST);
        assertThat(browser.ask("return window.isTheSame === true"))
                .as("not loaded again")
                .isEqualTo(true);
        assertThat(browser.focus()).isEqualTo("order-number");
        assertThat(browser.ask("return document.activeElement.value")).isEqualTo("12");
        assertThat(browser.text("[aria-live=polite]")).contains("New numbers");
    }

    @Test
    void anOrderIsLookedUpByKeyboardAlone() throws Exception {
        totes.change("UPDATE sales_order SET staff_id = staff_id % 20 + 1 WHERE sales_order_id = 4");
        soon().until(
                        () -> totes.warehouse("SELECT max(version) FROM fact_sales_order WHERE sales_order_id = 4"),
                        PageQueries.isValue("2"));

        browser.type(Keys.TAB);
        assertThat(browser.focus()).isEqualTo("To the content");
        List<String> way = Stream.generate(() -> {
                    browser.type(Keys.TAB);
                    return browser.focus();
                })
                .limit(60)
                .takeWhile(focus -> !focus.equals("order-number"))
                .toList();
        assertThat(way).as("the way to the number").hasSizeLessThan(60);
        browser.type("4", Keys.ENTER);

        browser.awaitState("order", "ready");
        assertThat(browser.texts("#order ol > li"))
                .anySatisfy(line -> assertThat(line).contains("version 1"))
                .anySatisfy(line -> assertThat(line).contains("version 2"));
        assertThat(browser.focus()).isEqualTo("order-number");
    }

    @Test
    void anOrderThatIsNotThereIsSaidSo() {
        expectedComplaint = "status of 404";
        lookUp("99999999");
        soon().untilAsserted(() -> assertThat(browser.text("#order .state")).contains("no sales order 99999999"));
        assertThat(browser.state("order")).isEqualTo("empty");
        lookUp("<b>x</b>");
        soon().untilAsserted(() -> assertThat(browser.text("#order .state")).contains("\"<b>x</b>\""));
        assertThat(browser.state("order")).isEqualTo("empty");
    }

    @Test
    void theVersionsOfAStaffMemberAreShown() throws Exception {
        totes.change("UPDATE staff SET department_id = department_id % 8 + 1 WHERE staff_id = 3");
        soon().until(
                        () -> totes.warehouse("SELECT max(version) FROM dim_staff_history WHERE staff_id = 3"),
                        PageQueries.isValue("2"));

        browser.click("#staff-choice option[value='3']");

        browser.awaitState("staff-member", "ready");
        assertThat(browser.rows("#staff-member")).isEqualTo(totes.warehouse(PageQueries.VERSIONS_OF_STAFF_3));
    }

    @Test
    void aRowThatDoesNotFitIsShownUntilItDoes() throws Exception {
        totes.change("UPDATE sales_order SET agreed_delivery_date = 'soon' WHERE sales_order_id = 7");
        browser.awaitState("quarantine", "ready");
        assertThat(browser.rows("#quarantine"))
                .singleElement()
                .satisfies(row -> assertThat(row).startsWith("sales_order", "7", "agreed_delivery_date", "soon"));

        totes.change("UPDATE sales_order SET agreed_delivery_date = agreed_payment_date WHERE sales_order_id = 7");
        browser.awaitState("quarantine", "empty");
    }

    @Test
    void anOrderThatNeverFittedHasATimeLine() throws Exception {
        totes.change("""
                INSERT INTO sales_order SELECT 700000, created_at, last_updated, design_id, staff_id, counterparty_id,
                    units_sold, unit_price, currency_id, 'soon', agreed_payment_date, agreed_delivery_location_id
                FROM sales_order WHERE sales_order_id = 8""");
        browser.awaitState("quarantine", "ready");
        lookUp("700000");
        browser.awaitState("order", "ready");
        assertThat(browser.rows("#order-now"))
                .containsExactly(List.of("state", "No version of it fits the star: it is in quarantine."));
        assertThat(browser.texts("#order ol > li"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("Order does not fit (version 1), and is so still", "agreed_delivery_date: soon: "));

        totes.change("UPDATE sales_order SET agreed_delivery_date = '2026-12-24' WHERE sales_order_id = 700000");
        soon().until(() -> browser.texts("#order ol > li").size() == 2);
        assertThat(browser.texts("#order ol > li").get(0)).contains("Order does not fit (version 1), until 20");
        assertThat(browser.texts("#order ol > li").get(1)).contains("(version 2)");
        assertThat(browser.rows("#order-now")).contains(List.of("state", "as here"));
        browser.awaitState("quarantine", "empty");
    }

    /** What the metrics say is what the ledger and the tables say. */
    @Test
    void thePipelineIsAsTheLedgerSays() throws Exception {
        totes.change("DELETE FROM payment WHERE payment_id = (SELECT max(payment_id) FROM payment)");
        soon().until(
                        () -> totes.warehouse("SELECT count(*) FROM fact_payment WHERE is_deleted"),
                        PageQueries.isValue("1"));
        soon().until(() ->
                first(4, browser.rows("#tables")).containsAll(totes.warehouse(PageQueries.CHANGES_OF_PAYMENTS)));

        String before = totes.warehouse(PageQueries.COMPLETE_TO).get(0).get(0);
        int cuts = Integer.parseInt(browser.text("#cuts").replace(",", ""));
        soon().until(() -> browser.text("#complete-to").compareTo(before) > 0);
        String shown = browser.text("#complete-to");
        assertThat(shown)
                .isLessThanOrEqualTo(
                        totes.warehouse(PageQueries.COMPLETE_TO).get(0).get(0));
        assertThat(browser.text("#last-cut")).isGreaterThanOrEqualTo(shown);
        assertThat(Integer.parseInt(browser.text("#cuts").replace(",", ""))).isGreaterThan(cuts);
        soon().until(() -> browser.rows("#publishes").equals(totes.warehouse(PageQueries.PUBLISHES)));
        assertThat(browser.rows("#reconcile").get(0))
                .containsExactly("rows of each table, counted at each cut", "the same");
    }

    @Test
    void flinksOwnPagesAreLinked() throws Exception {
        String flink = String.valueOf(browser.find("#flink").getDomProperty("href"));

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(flink)).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Apache Flink Web Dashboard");
    }

    @Test
    void aWarehouseThatIsAwayIsSaidSoAndItsReturnIsSeen() throws Exception {
        expectedComplaint = "status of 503";
        lookUp("3");
        browser.awaitState("order", "ready");
        totes.shutWarehouse();
        try {
            lookUp("4");
            browser.awaitState("order", "error");
            assertThat(browser.texts("#order ol > li"))
                    .as("those of another order")
                    .isEmpty();
            assertThat(browser.rows("#order-now")).as("those of another order").isEmpty();
            browser.open(page);
            browser.awaitState("revenue", "error");
            assertThat(browser.text("#revenue .state")).contains("warehouse");
            lookUp("4");
            browser.awaitState("order", "error");
        } finally {
            totes.openWarehouse();
        }
        browser.awaitState("revenue", "ready");
        browser.awaitState("order", "ready");
        FILLED.forEach(section -> browser.awaitState(section, "ready"));
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
    void nobodyIsShutOutAndNothingSticksOut(String scheme, int width) {
        browser.prefer(scheme);
        browser.resize(width, 800);
        lookUp("9");
        browser.click("#staff-choice option[value='9']");
        browser.awaitState("order", "ready");
        browser.awaitState("staff-member", "ready");
        browser.ask("document.querySelectorAll('details').forEach(each => each.open = true); return true");

        assertThat(browser.accessibilityFaults()).isEmpty();
        assertThat(browser.overhang()).isZero();
    }

    private void lookUp(String number) {
        browser.find("#order-number").clear();
        browser.find("#order-number").sendKeys(number, Keys.ENTER);
    }

    private static List<List<String>> first(int columns, List<List<String>> rows) {
        return rows.stream().map(row -> row.subList(0, columns)).toList();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
