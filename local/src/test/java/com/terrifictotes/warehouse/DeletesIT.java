package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.FOURTH_CUT;
import static com.terrifictotes.warehouse.StarRows.SECOND_CUT;
import static com.terrifictotes.warehouse.StarRows.THIRD_CUT;
import static com.terrifictotes.warehouse.StarRows.currencyGone;
import static com.terrifictotes.warehouse.StarRows.dimensions;
import static com.terrifictotes.warehouse.StarRows.payment;
import static com.terrifictotes.warehouse.StarRows.paymentGone;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.StarSchema;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publish makes of facts that are gone. */
class DeletesIT {

    private static final String PAYMENTS =
            "SELECT payment_id, version, payment_amount, is_current, is_deleted FROM fact_payment ORDER BY 1, 2";
    private static final String CURRENT = "SELECT payment_id, version FROM current_fact_payment ORDER BY 1";
    private static final String LEDGER = "SELECT coalesce(rows ->> 'fact_payment', '0') FROM etl.ledger";

    private final TestWarehouse warehouse = TestWarehouse.create();
    private HandJob job;

    @BeforeEach
    void begin() throws Exception {
        job = new HandJob(warehouse);
        job.write(dimensions(FIRST_CUT));
    }

    @AfterEach
    void end() {
        job.close();
    }

    @Test
    void aDeletedFactIsAsItWasLastAndNotCurrent() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 5, 1, "12.30"), payment(FIRST_CUT, 6, 1, "6.00"));
        job.write(payment(SECOND_CUT, 5, 2, "12.40"));
        job.bring(SECOND_CUT);
        job.bring(THIRD_CUT, paymentGone(THIRD_CUT, 5, 3));

        assertThat(warehouse.rows("SELECT * FROM fact_payment WHERE payment_id = 5 ORDER BY version"))
                .containsExactly(
                        "1|5|2026-11-23|07:59:30.186|2026-11-23|07:59:30.186|1|1|12.30|1|1|f|2026-12-01|1|2026-11-23 08:00:00+00|f|f",
                        "3|5|2026-11-23|07:59:30.186|2026-11-23|07:59:30.186|1|1|12.40|1|1|f|2026-12-01|2|2026-11-23 08:01:00+00|f|f",
                        "4|5|2026-11-23|07:59:30.186|2026-11-23|07:59:30.186|1|1|12.40|1|1|f|2026-12-01|3|2026-11-23 08:02:00+00|f|t");
        assertThat(warehouse.rows(CURRENT)).containsExactly("6|1");
        assertThat(warehouse.value(LEDGER)).isEqualTo("4");
        assertThat(warehouse.staged()).isZero();
    }

    @Test
    void allThatCanHappenToAKeyMayHappenInOnePublish() throws Exception {
        job.bring(
                FOURTH_CUT,
                payment(FOURTH_CUT, 5, 6, "6.00"),
                paymentGone(FOURTH_CUT, 6, 2),
                paymentGone(FOURTH_CUT, 5, 5),
                payment(THIRD_CUT, 5, 4, "4.00"),
                paymentGone(SECOND_CUT, 5, 3),
                payment(SECOND_CUT, 5, 2, "2.00"),
                payment(FIRST_CUT, 5, 1, "1.00"),
                payment(FIRST_CUT, 6, 1, "6.00"));

        assertThat(warehouse.rows(PAYMENTS))
                .containsExactly(
                        "5|1|1.00|f|f",
                        "5|2|2.00|f|f",
                        "5|3|2.00|f|t",
                        "5|4|4.00|f|f",
                        "5|5|4.00|f|t",
                        "5|6|6.00|t|f",
                        "6|1|6.00|f|f",
                        "6|2|6.00|f|t");
        assertThat(warehouse.rows(CURRENT)).containsExactly("5|6");
    }

    @Test
    void whatComesBackIsCurrentAgain() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 5, 1, "1.00"));
        job.bring(SECOND_CUT, paymentGone(SECOND_CUT, 5, 2));
        job.bring(THIRD_CUT, payment(THIRD_CUT, 5, 3, "3.00"));

        assertThat(warehouse.rows(PAYMENTS)).containsExactly("5|1|1.00|f|f", "5|2|1.00|f|t", "5|3|3.00|t|f");

        job.bring(FOURTH_CUT, paymentGone(FOURTH_CUT, 5, 4));

        assertThat(warehouse.rows(PAYMENTS))
                .containsExactly("5|1|1.00|f|f", "5|2|1.00|f|t", "5|3|3.00|f|f", "5|4|3.00|f|t");
        assertThat(warehouse.rows(CURRENT)).isEmpty();
    }

    @Test
    void whatWasAlwaysInQuarantineLeavesNoVersionWhenItIsGone() throws Exception {
        job.bring(SECOND_CUT, paymentGone(SECOND_CUT, 5, 2), payment(SECOND_CUT, 6, 1, "6.00"));

        assertThat(warehouse.rows(PAYMENTS)).containsExactly("6|1|6.00|t|f");
        assertThat(warehouse.value(LEDGER)).isEqualTo("1");
        assertThat(warehouse.staged()).isZero();

        job.bring(THIRD_CUT, payment(THIRD_CUT, 5, 3, "3.00"));

        assertThat(warehouse.rows(PAYMENTS)).containsExactly("5|3|3.00|t|f", "6|1|6.00|t|f");
    }

    @Test
    void aDeletedFactIsAsItWasBeforeItWasInQuarantine() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 5, 1, "1.00"), payment(FIRST_CUT, 6, 1, "6.00"));
        job.bring(THIRD_CUT, paymentGone(THIRD_CUT, 5, 3));
        job.bring(
                FOURTH_CUT, paymentGone(THIRD_CUT, 6, 3), paymentGone(FOURTH_CUT, 5, 5), paymentGone(FOURTH_CUT, 6, 5));

        assertThat(warehouse.rows(PAYMENTS))
                .as("versions 2 and 4 of both are in quarantine")
                .containsExactly(
                        "5|1|1.00|f|f", "5|3|1.00|f|t", "5|5|1.00|f|t", "6|1|6.00|f|f", "6|3|6.00|f|t", "6|5|6.00|f|t");
    }

    @Test
    void aDeletedFactRefersToWhatItReferredToAndNothingIsInferred() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 5, 1, "1.00"));
        job.write(currencyGone(THIRD_CUT, 1, 2, "GBP"), paymentGone(SECOND_CUT, 5, 2), paymentGone(THIRD_CUT, 66, 2));
        Published published = job.publish(job.checkpoint(THIRD_CUT));

        assertThat(published.inferred()).isZero();
        assertThat(
                        warehouse.rows(
                                "SELECT version, is_deleted, is_current, currency_code FROM fact_payment_as_recorded ORDER BY 1"))
                .containsExactly("1|f|f|GBP", "2|t|f|GBP");
        assertThat(warehouse.rows("SELECT version, currency_code, d.is_deleted FROM fact_payment JOIN dim_currency d"
                        + " USING (currency_id) ORDER BY 1"))
                .as("a dimension row that is gone is there for the facts that refer to it")
                .containsExactly("1|GBP|t", "2|GBP|t");
    }

    @Test
    void aFactAndItsDimensionGoneInOneCutAreShownOneWithoutTheOther() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 5, 1, "1.00"));
        job.bring(SECOND_CUT, currencyGone(SECOND_CUT, 1, 2, "GBP"), paymentGone(SECOND_CUT, 5, 2));

        assertThat(warehouse.rows("SELECT version, is_deleted, currency_code FROM fact_payment_as_recorded ORDER BY 1"))
                .containsExactly("1|f|GBP", "2|t|null");
    }

    @Test
    void whatManyFactsWereIsFoundByTheirKeys() {
        String before = """
                INSERT INTO fact_payment SELECT i, i, now(), now()::time, now(), now()::time, 1, 1, 1.00, 1, 1, false, now(), 1, now(),
                  true FROM generate_series(1, 200000) i;
                INSERT INTO etl.stage_fact_payment (batch_id, cut, payment_id, version, recorded_at, is_deleted)
                SELECT 1, now(), i, 2, now(), true FROM generate_series(1, 20000) i""";
        String addDeleted = MergeSql.adding(StarSchema.FACT_PAYMENT).get(1);
        List<String> plan = warehouse.planAfter(before, addDeleted);

        assertThat(plan).anyMatch(step -> step.contains("Index Scan Backward using fact_payment_once_each"));
    }
}
