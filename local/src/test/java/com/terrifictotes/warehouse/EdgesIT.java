package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StarRows.FIRST_CUT;
import static com.terrifictotes.warehouse.StarRows.dimensions;
import static com.terrifictotes.warehouse.StarRows.payment;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
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
}
