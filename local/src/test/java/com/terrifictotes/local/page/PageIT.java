package com.terrifictotes.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
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

        browser.find("#staff-choice option[value='3']").click();

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
    void aWarehouseThatIsAwayIsSaidSoAndItsReturnIsSeen() throws Exception {
        expectedComplaint = "status of 503";
        totes.shutWarehouse();
        try {
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
        browser.find("#staff-choice option[value='9']").click();
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
