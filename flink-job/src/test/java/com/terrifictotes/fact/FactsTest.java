package com.terrifictotes.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.Totesys;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.change.StarRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactsTest {

    private static final long CUT = Instant.parse("2024-11-15T14:21:00.001Z").toEpochMilli();

    @Test
    void everyChangeOfAnOrderIsAVersionOfItsFact() throws Exception {
        assertThat(made(change(Totesys.SALES_ORDER, Operation.UPDATE, 3, salesOrder("3.10", "2024-11-20"))))
                .containsExactly(new StarRow(
                        "fact_sales_order",
                        CUT,
                        new RowBuilder()
                                .int32(11)
                                .date(LocalDate.of(2022, 11, 3))
                                .int64(micros("14:20:52.186"))
                                .date(LocalDate.of(2024, 11, 15))
                                .int64(micros("08:00:00.001"))
                                .int32(5)
                                .int32(6)
                                .int32(1_001)
                                .decimal(new BigDecimal("3.10"))
                                .int32(2)
                                .int32(4)
                                .date(LocalDate.of(2024, 11, 19))
                                .date(LocalDate.of(2024, 11, 20))
                                .int32(8)
                                .int32(3)
                                .timestamp(CUT * 1000)
                                .build()));
    }

    @Test
    void anOrderThatDoesNotFitIsNoFactButALineForEachColumn() throws Exception {
        assertThat(made(change(Totesys.SALES_ORDER, Operation.INSERT, 1, salesOrder(null, "2024-02-30"))))
                .containsExactly(
                        quarantined("unit_price").nothing("is NULL"),
                        quarantined("agreed_delivery_date").text("2024-02-30", "is not a date of the form yyyy-mm-dd"));
    }

    @Test
    void changesOfOtherTablesArePassedOver() throws Exception {
        Row staff = Totesys.row(Totesys.STAFF, "staff_id", 1);

        assertThat(made(
                        change(Totesys.STAFF, Operation.INSERT, 1, staff),
                        change(Totesys.STAFF, Operation.DELETE, 2, staff)))
                .isEmpty();
    }

    @Test
    void aDeletedOrderIsRefused() {
        Row key = Totesys.row(Totesys.SALES_ORDER, "sales_order_id", 11);

        assertThatThrownBy(() -> made(change(Totesys.SALES_ORDER, Operation.DELETE, 2, key)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot make a fact of a deleted row: sales_order 11, expected an insert or an update");
    }

    private static long micros(String time) {
        return LocalTime.parse(time).toNanoOfDay() / 1000;
    }

    private static Row salesOrder(@Nullable String price, String delivery) {
        return Totesys.row(
                Totesys.SALES_ORDER,
                "sales_order_id",
                11,
                "created_at",
                "2022-11-03 14:20:52.186",
                "last_updated",
                "2024-11-15 08:00:00.001",
                "design_id",
                4,
                "staff_id",
                5,
                "counterparty_id",
                6,
                "units_sold",
                1_001,
                "unit_price",
                price,
                "currency_id",
                2,
                "agreed_delivery_date",
                delivery,
                "agreed_payment_date",
                "2024-11-19",
                "agreed_delivery_location_id",
                8);
    }

    private static Change change(TableSchema table, Operation operation, int number, Row row) {
        return new Change(operation, number, new RowVersion(ChangeKey.of(table, row), CUT, 700, row));
    }

    private static Quarantined quarantined(String column) {
        return new Quarantined(new RowBuilder()
                .text("sales_order")
                .text("11")
                .int32(1)
                .text(column)
                .timestamp(CUT * 1000));
    }

    private record Quarantined(RowBuilder row) {
        StarRow nothing(String reason) {
            return new StarRow("quarantine", CUT, row.nothing().text(reason).build());
        }

        StarRow text(String value, String reason) {
            return new StarRow("quarantine", CUT, row.text(value).text(reason).build());
        }
    }

    private static List<StarRow> made(Change... changes) throws Exception {
        try (OneInputStreamOperatorTestHarness<Change, StarRow> harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new Facts(Totesys.TABLES)),
                ChangeTypes.CHANGE.createSerializer(new SerializerConfigImpl()))) {
            harness.setup(ChangeTypes.STAR_ROW.createSerializer(new SerializerConfigImpl()));
            harness.open();
            for (Change change : changes) {
                harness.processElement(change, change.version().cut());
            }
            return harness.extractOutputValues();
        }
    }
}
