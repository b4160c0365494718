package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.SECOND_CUT;
import static com.terrifictotes.warehouse.StarRows.THIRD_CUT;
import static com.terrifictotes.warehouse.StarRows.payment;
import static com.terrifictotes.warehouse.StarRows.paymentGone;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.warehouse.Migrated;
import com.terrifictotes.local.warehouse.Migrations;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A warehouse of an earlier schema, with rows in it and on their way, becomes one of the newest. */
class UpgradeIT {

    private static final int BEFORE_DELETES = 3;
    private static final long BATCH = 1;

    @Test
    void whatWasThereBeforeDeletesWereKnownIsThereAndNotDeleted() throws Exception {
        TestWarehouse warehouse = withAPaymentAndOneOnItsWay();

        assertThat(Migrations.migrate(warehouse)).isEqualTo(new Migrated(BEFORE_DELETES, WarehouseSchema.VERSION));

        Publish staged = new Publish(UUID.randomUUID(), null, List.of(BATCH), SECOND_CUT.toEpochMilli(), BATCH + 1);
        try (HandJob job = HandJob.behind(staged, warehouse)) {
            job.publish(staged);
            job.bring(THIRD_CUT, paymentGone(THIRD_CUT, 5, 2), payment(THIRD_CUT, 7, 1, "7.00"));
        }
        assertThat(
                        warehouse.rows(
                                "SELECT payment_id, version, payment_amount, is_current, is_deleted FROM fact_payment ORDER BY 1, 2"))
                .containsExactly("5|1|5.00|f|f", "5|2|5.00|f|t", "6|1|6.00|t|f", "7|1|7.00|t|f");
        assertThat(warehouse.rows("SELECT * FROM of_an_analyst ORDER BY 1")).containsExactly("5|2", "6|1", "7|1");
    }

    private static TestWarehouse withAPaymentAndOneOnItsWay() throws Exception {
        TestWarehouse warehouse = TestWarehouse.ofVersion(BEFORE_DELETES);
        String values =
                "'2026-11-23', '07:59', '2026-11-23', '07:59', 1, 1, %1$d, 1, 1, false, '2026-12-01', 1, '%2$s'";
        warehouse.execute("INSERT INTO fact_payment SELECT 1, 5, %s, true".formatted(values.formatted(5, FIRST_CUT)));
        warehouse.execute("SELECT setval('fact_payment_payment_record_id_seq', 1), nextval('etl.batch_id')");
        warehouse.execute("INSERT INTO etl.stage_fact_payment SELECT %d, '%s', 6, %s"
                .formatted(BATCH, SECOND_CUT, values.formatted(6, SECOND_CUT)));
        warehouse.execute("CREATE VIEW of_an_analyst AS"
                + " SELECT payment_id, count(*) FROM fact_payment_as_recorded GROUP BY payment_id");
        return warehouse;
    }
}
