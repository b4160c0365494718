package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.SECOND_CUT;
import static com.terrifictotes.warehouse.StarRows.currency;
import static com.terrifictotes.warehouse.StarRows.dimensions;
import static com.terrifictotes.warehouse.StarRows.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.StarSchema;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Keys, machines and amounts that are rare, and nothing special to a publish. */
class EdgesIT {

    private final TestWarehouse warehouse = TestWarehouse.create();

    @Test
    void aMachineMayWriteNumbersInOtherDigits() throws Exception {
        Locale locale = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("fa-IR"));
        try (HandJob job = new HandJob(warehouse);
                Connection connection = warehouse.connect()) {
            WarehouseSchema.require(connection);
            job.write(dimensions(FIRST_CUT));
            job.bring(FIRST_CUT, payment(FIRST_CUT, 1, 1, "1.00"));
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, locale);
        }

        assertThat(warehouse.rows("SELECT rows ->> 'fact_payment' FROM etl.ledger"))
                .containsExactly("1");
    }

    @Test
    void aKeyMayBeTheGreatestOrTheLeastThereIs() throws Exception {
        try (HandJob job = new HandJob(warehouse)) {
            job.bring(
                    FIRST_CUT,
                    currency(FIRST_CUT, Integer.MAX_VALUE, 1, "GBP"),
                    currency(FIRST_CUT, Integer.MIN_VALUE, 1, "USD"));
            job.bring(
                    SECOND_CUT,
                    currency(SECOND_CUT, Integer.MAX_VALUE, 2, "EUR"),
                    currency(SECOND_CUT, Integer.MIN_VALUE, 2, "JPY"));
        }

        assertThat(warehouse.rows(
                        "SELECT currency_code, version FROM dim_currency_history ORDER BY currency_id, version"))
                .containsExactly("USD|1", "JPY|2", "GBP|1", "EUR|2");
    }

    @Test
    void whatAMillionRowsWaitForIsFoundInOneGo() {
        String waiting =
                "INSERT INTO etl.stage_dim_currency SELECT 1 + i / 10000, now(), i, 'GBP', 'Pound', 1, now(), false"
                        + " FROM generate_series(1, 400000) i";
        List<String> plan = warehouse.planAfter(waiting, StagingSql.deleteFinishedBatches(StarSchema.all()));

        assertThat(plan).anyMatch(step -> step.contains("Anti Join")).noneMatch(step -> step.contains("SubPlan"));
    }
}
