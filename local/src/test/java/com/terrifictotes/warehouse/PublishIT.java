package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.DUE;
import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.FOURTH_CUT;
import static com.terrifictotes.warehouse.StarRows.SECOND_CUT;
import static com.terrifictotes.warehouse.StarRows.THIRD_CUT;
import static com.terrifictotes.warehouse.StarRows.currency;
import static com.terrifictotes.warehouse.StarRows.currencyGone;
import static com.terrifictotes.warehouse.StarRows.day;
import static com.terrifictotes.warehouse.StarRows.dimensions;
import static com.terrifictotes.warehouse.StarRows.payment;
import static com.terrifictotes.warehouse.StarRows.quarantined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.change.StarRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publish makes of rows. */
class PublishIT {

    private static final String PAYMENTS =
            "SELECT payment_id, version, payment_amount, is_current FROM fact_payment ORDER BY payment_record_id";
    private static final String CURRENCIES =
            "SELECT currency_id, currency_code, is_deleted, is_inferred FROM dim_currency ORDER BY 1";
    private static final String CURRENCY_VERSIONS =
            "SELECT currency_id, version, currency_code, to_char(valid_from, 'HH24:MI'), to_char(valid_to, 'HH24:MI'),"
                    + " is_current FROM dim_currency_history ORDER BY 1, 2";

    private final TestWarehouse warehouse = TestWarehouse.create();
    private HandJob job;

    @BeforeEach
    void begin() throws Exception {
        job = new HandJob(warehouse);
    }

    @AfterEach
    void end() throws Exception {
        job.close();
    }

    @Test
    void factsAndDimensionsOfACutAreSeenTogether() throws Exception {
        job.write(dimensions(FIRST_CUT));
        job.write(payment(FIRST_CUT, 5, 1, "12.30"), quarantined(FIRST_CUT, "6", "2083-02-30"));
        Published published = job.publish(job.checkpoint(FIRST_CUT));

        assertThat(published.inferred()).isZero();
        assertThat(warehouse.rows("SELECT * FROM fact_payment"))
                .containsExactly(
                        "1|5|2026-11-23|07:59:30.186|2026-11-23|07:59:30.186|1|1|12.30|1|1|f|2026-12-01|1|2026-11-23 08:00:00+00|t|f");
        assertThat(warehouse.rows("SELECT * FROM dim_date ORDER BY 1"))
                .containsExactly(
                        "2026-11-23|2026|11|23|1|Monday|November|4", "2026-12-01|2026|12|1|2|Tuesday|December|4");
        assertThat(warehouse.rows("SELECT * FROM dim_counterparty"))
                .containsExactly("1|O'Hara and Sons|1 Long Lane|null|null|Leeds|01138|Wales|1803 637401|f|f");
        assertThat(warehouse.rows("SELECT * FROM etl.quarantine"))
                .containsExactly("payment|6|1|payment_date|2026-11-23 08:00:00+00|2083-02-30|is no date|null");
        assertThat(warehouse.staged()).isZero();
        assertThat(warehouse.rows("SELECT * FROM etl.batch")).isEmpty();
    }

    @Test
    void theLedgerSaysHowFarTheWarehouseIsAndWhatCame() throws Exception {
        job.write(dimensions(FIRST_CUT));
        job.bring(FIRST_CUT, payment(FIRST_CUT, 5, 1, "12.30"));
        Publish second = job.bring(SECOND_CUT, payment(SECOND_CUT, 5, 2, "12.40"));

        Optional<Ledger> ledger;
        try (var connection = warehouse.connect()) {
            ledger = Ledger.read(connection, HandJob.PIPELINE);
            assertThat(Ledger.read(connection, "another")).isEmpty();
        }
        assertThat(ledger).isPresent();
        assertThat(ledger.get().completeTo()).contains(SECOND_CUT);
        assertThat(ledger.get().rows())
                .isEqualTo(Map.of(
                        "dim_date", 2L,
                        "dim_currency", 1L,
                        "dim_payment_type", 1L,
                        "dim_transaction", 1L,
                        "dim_counterparty", 1L,
                        "fact_payment", 2L));
        assertThat(warehouse.rows("SELECT id, pipeline, complete_to, rows FROM etl.publish ORDER BY published_at"))
                .hasSize(2)
                .last()
                .isEqualTo(second.id() + "|totes|2026-11-23 08:01:00+00|{\"fact_payment\": 1}");
    }

    @Test
    void theLatestOfSeveralVersionsIsTheCurrentOne() throws Exception {
        job.bring(
                FIRST_CUT,
                payment(FIRST_CUT, 5, 2, "2.00"),
                payment(FIRST_CUT, 5, 1, "1.00"),
                payment(FIRST_CUT, 6, 1, "6.00"));
        job.bring(SECOND_CUT, payment(SECOND_CUT, 5, 3, "3.00"));
        job.bring(THIRD_CUT, payment(THIRD_CUT, 5, 5, "5.00"), payment(THIRD_CUT, 5, 4, "4.00"));

        assertThat(warehouse.rows(PAYMENTS))
                .containsExactly("5|1|1.00|f", "6|1|6.00|t", "5|2|2.00|f", "5|3|3.00|f", "5|4|4.00|f", "5|5|5.00|t");
        assertThat(warehouse.rows("SELECT payment_id, payment_amount FROM current_fact_payment ORDER BY 1"))
                .containsExactly("5|5.00", "6|6.00");
    }

    @Test
    void aVersionEndsTheOneBeforeWhateverIsInQuarantineBetweenThem() throws Exception {
        job.bring(
                FIRST_CUT,
                payment(FIRST_CUT, 5, 1, "1.00"),
                payment(FIRST_CUT, 6, 1, "6.00"),
                payment(FIRST_CUT, 7, 1, "7.00"));
        job.bring(SECOND_CUT, payment(SECOND_CUT, 6, 2, "6.20"));
        job.bring(THIRD_CUT, payment(THIRD_CUT, 5, 3, "3.00"), payment(THIRD_CUT, 6, 4, "6.40"));

        assertThat(warehouse.rows(PAYMENTS))
                .as("version 2 of the one and version 3 of the other are in quarantine")
                .containsExactly("5|1|1.00|f", "6|1|6.00|f", "7|1|7.00|t", "6|2|6.20|f", "5|3|3.00|t", "6|4|6.40|t");
    }

    @Test
    void versionsOfADimensionFollowEachOther() throws Exception {
        job.bring(FIRST_CUT, currency(FIRST_CUT, 1, 1, "GBP"), currency(FIRST_CUT, 2, 1, "USD"));
        job.bring(THIRD_CUT, currency(THIRD_CUT, 1, 3, "GBX"), currency(SECOND_CUT, 1, 2, "GBQ"));

        assertThat(warehouse.rows(CURRENCY_VERSIONS))
                .containsExactly(
                        "1|1|GBP|08:00|08:01|f",
                        "1|2|GBQ|08:01|08:02|f",
                        "1|3|GBX|08:02|null|t",
                        "2|1|USD|08:00|null|t");
        assertThat(warehouse.rows(CURRENCIES)).containsExactly("1|GBX|f|f", "2|USD|f|f");
    }

    @Test
    void whatIsGoneHasNoCurrentVersionUntilItComesBack() throws Exception {
        job.bring(FIRST_CUT, currency(FIRST_CUT, 1, 1, "GBP"));
        job.bring(SECOND_CUT, currencyGone(SECOND_CUT, 1, 2, "GBP"));

        assertThat(warehouse.rows(CURRENCY_VERSIONS)).containsExactly("1|1|GBP|08:00|08:01|f");
        assertThat(warehouse.rows(CURRENCIES)).containsExactly("1|GBP|t|f");

        job.bring(FOURTH_CUT, currency(FOURTH_CUT, 1, 3, "GBP"));

        assertThat(warehouse.rows(CURRENCY_VERSIONS)).containsExactly("1|1|GBP|08:00|08:01|f", "1|3|GBP|08:03|null|t");
        assertThat(warehouse.rows(CURRENCIES)).containsExactly("1|GBP|f|f");
    }

    @Test
    void goneAndBackInOnePublishLeavesAGap() throws Exception {
        job.bring(
                FOURTH_CUT,
                currency(FIRST_CUT, 1, 1, "GBP"),
                currencyGone(SECOND_CUT, 1, 2, "GBP"),
                currency(THIRD_CUT, 1, 3, "GBP"),
                currencyGone(FOURTH_CUT, 1, 4, "GBP"));

        assertThat(warehouse.rows(CURRENCY_VERSIONS)).containsExactly("1|1|GBP|08:00|08:01|f", "1|3|GBP|08:02|08:03|f");
        assertThat(warehouse.rows(CURRENCIES)).containsExactly("1|GBP|t|f");
    }

    @Test
    void whatAFactRefersToAndNobodyKnowsSaysSo() throws Exception {
        job.write(payment(FIRST_CUT, 5, 1, "1.00"));
        Published published = job.publish(job.checkpoint(FIRST_CUT));

        assertThat(published.inferred()).isEqualTo(6);
        assertThat(warehouse.rows("SELECT * FROM dim_counterparty"))
                .containsExactly("1|Not known|Not known|null|null|Not known|Not known|Not known|Not known|f|t");
        assertThat(warehouse.rows("SELECT * FROM dim_transaction")).containsExactly("1|Not known|null|null|f|t");
        assertThat(warehouse.rows("SELECT * FROM dim_currency_history"))
                .containsExactly("1|Not known|Not known|0|-infinity|infinity|t|t");
        assertThat(warehouse.rows("SELECT * FROM dim_date WHERE date_id = '" + DUE + "'"))
                .containsExactly("2026-12-01|2026|12|1|2|Tuesday|December|4");
        assertThat(warehouse.rows("SELECT currency_name, transaction_type FROM fact_payment_as_recorded"))
                .containsExactly("Not known|Not known");
    }

    @Test
    void whatBecomesKnownReplacesWhatWasInferred() throws Exception {
        job.bring(FIRST_CUT, payment(FIRST_CUT, 5, 1, "1.00"));
        job.write(dimensions(SECOND_CUT));
        job.bring(SECOND_CUT, payment(SECOND_CUT, 5, 2, "2.00"));

        assertThat(warehouse.rows(CURRENCIES)).containsExactly("1|GBP|f|f");
        assertThat(warehouse.rows(CURRENCY_VERSIONS)).containsExactly("1|1|GBP|08:01|null|t");
        assertThat(warehouse.rows("SELECT version, currency_code, counterparty_legal_name FROM fact_payment_as_recorded"
                        + " ORDER BY version"))
                .containsExactly("1|GBP|O'Hara and Sons", "2|GBP|O'Hara and Sons");
        assertThat(warehouse.value("SELECT count(*) FROM dim_date")).isEqualTo("2");
    }

    @Test
    void aFactIsShownWithTheVersionsThatHeldAtItsCut() throws Exception {
        job.write(dimensions(SECOND_CUT));
        job.bring(SECOND_CUT, payment(FIRST_CUT, 1, 1, "1.00"), payment(SECOND_CUT, 1, 2, "2.00"));
        job.bring(
                FOURTH_CUT,
                currency(FOURTH_CUT, 1, 2, "EUR"),
                payment(THIRD_CUT, 1, 3, "3.00"),
                payment(FOURTH_CUT, 1, 4, "4.00"));

        assertThat(warehouse.rows("SELECT version, currency_code FROM fact_payment_as_recorded ORDER BY version"))
                .containsExactly("1|GBP", "2|GBP", "3|GBP", "4|EUR");
    }

    @Test
    void aFactWhoseDimensionWasGoneIsShownWithout() throws Exception {
        job.write(dimensions(FIRST_CUT));
        job.bring(
                THIRD_CUT,
                currencyGone(SECOND_CUT, 1, 2, "GBP"),
                payment(FIRST_CUT, 1, 1, "1.00"),
                payment(THIRD_CUT, 1, 2, "2.00"));

        assertThat(warehouse.rows("SELECT version, currency_code FROM fact_payment_as_recorded ORDER BY version"))
                .containsExactly("1|GBP", "2|null");
    }

    @Test
    void aDayOrAQuarantinedValueThatIsThereAlreadyIsLeftAlone() throws Exception {
        StarRow[] known = {day(FIRST_CUT, DUE), quarantined(FIRST_CUT, "6", "x")};
        job.bring(FIRST_CUT, known);
        List<String> before = warehouse.rows("SELECT ctid, xmin, d.* FROM dim_date d");
        job.bring(SECOND_CUT, known);

        assertThat(warehouse.rows("SELECT ctid, xmin, d.* FROM dim_date d")).isEqualTo(before);
        assertThat(warehouse.value("SELECT count(*) FROM etl.quarantine")).isEqualTo("1");
    }

    @Test
    void overlappingVersionsAreRefusedByTheDatabase() throws Exception {
        job.bring(FIRST_CUT, currency(FIRST_CUT, 1, 1, "GBP"));
        job.bring(SECOND_CUT, currency(SECOND_CUT, 1, 2, "GBX"));

        assertRefused(
                "UPDATE dim_currency_history SET valid_to = '2026-11-23 08:01:30Z' WHERE version = 1", "one_at_a_time");
        assertRefused(
                "INSERT INTO dim_currency_history VALUES (2, 'X', 'X', 0, now(), 'infinity', true, false),"
                        + " (2, 'Y', 'Y', 1, now(), 'infinity', true, false)",
                "one_current");
        assertRefused("UPDATE dim_currency_history SET valid_to = valid_from WHERE version = 1", "holds_some_time");
        assertRefused("UPDATE dim_currency_history SET is_current = false WHERE version = 2", "current_is_open");
    }

    private void assertRefused(String statement, String constraint) {
        assertThatThrownBy(() -> warehouse.execute(statement))
                .hasMessageContaining("dim_currency_history_" + constraint);
    }
}
