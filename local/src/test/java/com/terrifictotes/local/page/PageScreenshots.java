package com.terrifictotes.local.page;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Makes the pictures of the page in docs/images, from invented trade: {@code docs/screenshots} runs it. */
class PageScreenshots {

    private static final Path FOLDER = Path.of("..", "docs", "images");

    /** So many that the freshness is a line to look at: one is taken every five seconds. */
    private static final int SAMPLES = 20;

    /** So that all of a time line is in view. */
    private static final int TALL = 1180;

    /** What happens to an order, and to one of its payments; one version does not fit. */
    private static final List<String> STORY = List.of(
            "UPDATE sales_order SET units_sold = units_sold + 40, last_updated = clock_timestamp() AT TIME ZONE 'UTC' WHERE sales_order_id = %d",
            "UPDATE sales_order SET staff_id = staff_id %% 20 + 1 WHERE sales_order_id = %d",
            "UPDATE sales_order SET agreed_delivery_date = 'in a fortnight' WHERE sales_order_id = %d",
            "UPDATE sales_order SET agreed_delivery_date = to_char(current_date + 14, 'YYYY-MM-DD') WHERE sales_order_id = %d",
            "UPDATE payment SET paid = NOT paid WHERE transaction_id IN (SELECT transaction_id FROM transaction WHERE sales_order_id = %d)");

    private static final String ORDER =
            "SELECT max(sales_order_id) FROM current_fact_payment JOIN dim_transaction USING (transaction_id) WHERE NOT paid";

    @Test
    void thePipelineAndTheBusinessInLightAndDark(@TempDir Path folder) throws Exception {
        try (Browser browser = Browser.start(InstalledBrowser.require());
                RunningTotes totes = RunningTotes.start(folder.resolve("home"), "--orders", "6000")) {
            browser.open(totes.page());
            browser.awaitState("revenue", "ready");
            String order = totes.warehouse(ORDER).get(0).get(0);
            for (String change : STORY) {
                totes.change(change.formatted(Integer.parseInt(order)));
                String committed = Instant.now().toString();
                soon().until(
                                () -> totes.warehouse("SELECT complete_to > '%s' FROM etl.ledger".formatted(committed)),
                                PageQueries.isValue("t"));
            }
            soon().until(() ->
                    (Long) browser.ask("return window.Chart.getChart('freshness-chart')?.data.labels.length ?? 0")
                            >= SAMPLES);
            Files.createDirectories(FOLDER);
            for (String scheme : List.of("light", "dark")) {
                browser.prefer(scheme);
                browser.resize(1280, 940);
                browser.open(totes.page());
                List.of("freshness", "revenue", "staff").forEach(section -> browser.awaitState(section, "ready"));
                take(browser, "header", "pipeline-" + scheme);
                take(browser, "#main > h2:nth-of-type(2)", "business-" + scheme);
                browser.find("#order-number").sendKeys(order, Keys.ENTER);
                browser.awaitState("order", "ready");
                browser.resize(1280, TALL);
                take(browser, "#main > h2:nth-of-type(3)", "order-" + scheme);
            }
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
    }

    private static void take(Browser browser, String top, String name) throws IOException {
        browser.ask("window.scrollTo(0, document.querySelector(arguments[0]).offsetTop - 16); return true", top);
        Files.write(FOLDER.resolve(name + ".png"), Base64.getDecoder().decode(browser.picture()));
    }
}
