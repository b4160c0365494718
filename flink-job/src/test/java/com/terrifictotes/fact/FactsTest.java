package com.terrifictotes.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.Totesys;
import com.terrifictotes.change.BlockOperator;
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
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
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
                                .bool(false)
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
    void anOrderThatFitsAgainEndsItsLinesOnce() throws Exception {
        assertThat(made(
                        change(Totesys.SALES_ORDER, Operation.INSERT, 1, salesOrder("3.10", "2024-11-20")),
                        change(Totesys.SALES_ORDER, Operation.UPDATE, 2, salesOrder("3.10", "soon")),
                        change(Totesys.SALES_ORDER, Operation.UPDATE, 3, salesOrder("3.10", "later")),
                        change(Totesys.SALES_ORDER, Operation.UPDATE, 4, salesOrder("3.10", "2024-11-20")),
                        change(Totesys.SALES_ORDER, Operation.UPDATE, 5, salesOrder("3.20", "2024-11-20"))))
                .filteredOn(row -> row.table().equals("quarantine"))
                .containsExactly(
                        quarantined(2, "agreed_delivery_date").text("soon", "is not a date of the form yyyy-mm-dd"),
                        quarantined(3, "agreed_delivery_date").text("later", "is not a date of the form yyyy-mm-dd"),
                        quarantined(4, "").nothing("fits"));
    }

    @Test
    void anOrderInQuarantineThatIsGoneEndsItsLines() throws Exception {
        Row key = Totesys.row(Totesys.SALES_ORDER, "sales_order_id", 11);

        assertThat(made(
                        change(Totesys.SALES_ORDER, Operation.INSERT, 1, salesOrder("3.10", "soon")),
                        deleted(Totesys.SALES_ORDER, 2, key)))
                .filteredOn(row -> row.table().equals("quarantine"))
                .containsExactly(
                        quarantined(1, "agreed_delivery_date").text("soon", "is not a date of the form yyyy-mm-dd"),
                        quarantined(2, "").nothing("is gone"));
    }

    @Test
    void changesOfOtherTablesArePassedOver() throws Exception {
        Row staff = Totesys.row(Totesys.STAFF, "staff_id", 1);

        assertThat(made(change(Totesys.STAFF, Operation.INSERT, 1, staff), deleted(Totesys.STAFF, 2, staff)))
                .isEmpty();
    }

    @Test
    void aDeletedOrderIsAVersionOfWhichNothingIsKnownButItsKey() throws Exception {
        RowBuilder row = new RowBuilder().int32(11);
        for (int unknown = 1; unknown < StarSchema.FACT_SALES_ORDER.columns().size(); unknown++) {
            row.nothing();
        }

        assertThat(made(deleted(Totesys.SALES_ORDER, 2, Totesys.row(Totesys.SALES_ORDER, "sales_order_id", 11))))
                .containsExactly(new StarRow(
                        "fact_sales_order",
                        CUT,
                        row.int32(2).timestamp(CUT * 1000).bool(true).build()));
    }

    @Test
    void aDeletedPaymentWhoseKeyNeverFittedIsNothing() throws Exception {
        List<Column> columns = new ArrayList<>(Totesys.PAYMENT.columns());
        columns.set(0, Column.of("payment_id", ColumnType.of(Kind.INT64), false));
        TableSchema wide = new TableSchema("payment", columns, List.of("payment_id"));

        assertThat(made(List.of(wide), deleted(wide, 2, Totesys.row(wide, "payment_id", 1L << 32))))
                .isEmpty();
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

    private static Change deleted(TableSchema table, int number, Row key) {
        return new Change(Operation.DELETE, number, RowVersion.gone(ChangeKey.of(table, key), CUT, key));
    }

    private static Quarantined quarantined(String column) {
        return quarantined(1, column);
    }

    private static Quarantined quarantined(int version, String column) {
        return new Quarantined(new RowBuilder()
                .text("sales_order")
                .text("11")
                .int32(version)
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
        return made(Totesys.TABLES, changes);
    }

    private static List<StarRow> made(List<TableSchema> tables, Change... changes) throws Exception {
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new BlockOperator<>(new Facts(tables)),
                change -> change.version().key().block(),
                ChangeTypes.CHANGE_KEY)) {
            harness.setup(ChangeTypes.STAR_ROW.createSerializer(new SerializerConfigImpl()));
            harness.open();
            for (Change change : changes) {
                harness.processElement(change, change.version().cut());
            }
            return harness.extractOutputValues();
        }
    }
}
