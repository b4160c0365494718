package com.terrifictotes.dimension;

import static com.terrifictotes.dimension.Story.NINE;
import static com.terrifictotes.dimension.Story.cut;
import static com.terrifictotes.dimension.Story.design;
import static com.terrifictotes.dimension.Story.designVersion;
import static com.terrifictotes.dimension.Story.quarantined;
import static com.terrifictotes.dimension.Story.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.Totesys;
import com.terrifictotes.change.BlockOperator;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.StarRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DimensionsTest {

    @Test
    void aChangeIsAVersionAtOnce() throws Exception {
        try (Harness harness = Harness.opened(Totesys.TABLES)) {
            harness.sees(
                    design(1, "Wooden", NINE, 1, cut(1)),
                    design(1, "Steel", time(2), 2, cut(3)),
                    design(1, "Wooden", time(2), 3, cut(4)));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            designVersion(1, "Wooden", 1, NINE, false, cut(1)),
                            designVersion(1, "Steel", 2, time(2), false, cut(3)),
                            designVersion(1, "Wooden", 3, time(4), false, cut(4)));
        }
    }

    @Test
    void everyDimensionOfOneTableIsMadeAndNoOther() throws Exception {
        try (Harness harness = Harness.opened(Totesys.TABLES)) {
            harness.sees(
                    Story.address(1, "Cardiff", 1, cut(1)),
                    Story.staff(1, "Ada", 1, NINE, 1, cut(1)),
                    Story.department(1, "Sales", NINE, 1, cut(1)),
                    Story.insertOrUpdate(
                            Totesys.CURRENCY,
                            1,
                            cut(1),
                            Totesys.row(Totesys.CURRENCY, "currency_id", 1, "currency_code", "GBP")),
                    Story.insertOrUpdate(
                            Totesys.PAYMENT_TYPE,
                            1,
                            cut(1),
                            Totesys.row(
                                    Totesys.PAYMENT_TYPE, "payment_type_id", 1, "payment_type_name", "SALES_RECEIPT")),
                    Story.insertOrUpdate(
                            Totesys.TRANSACTION,
                            1,
                            cut(1),
                            Totesys.row(Totesys.TRANSACTION, "transaction_id", 1, "transaction_type", "SALE")),
                    Story.insertOrUpdate(
                            Totesys.SALES_ORDER, 1, cut(1), Totesys.row(Totesys.SALES_ORDER, "sales_order_id", 1)));

            assertThat(harness.extractOutputValues())
                    .extracting(StarRow::table)
                    .containsExactly("dim_location", "dim_currency", "dim_payment_type", "dim_transaction");
            assertThat(harness.numKeyedStateEntries())
                    .as("rows of other tables are not remembered")
                    .isEqualTo(4);
        }
    }

    @Test
    void anUpdateOfNothingShownIsRememberedForTheNext() throws Exception {
        try (Harness harness = Harness.opened(Totesys.TABLES)) {
            harness.sees(
                    design(1, "Wooden", NINE, 1, cut(1)),
                    design(1, "Wooden", time(2), 2, cut(3)),
                    design(1, "Steel", time(2), 3, cut(4)));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            designVersion(1, "Wooden", 1, NINE, false, cut(1)),
                            designVersion(1, "Steel", 2, time(4), false, cut(4)));
        }
    }

    @Test
    void aRowThatDoesNotFitIsInQuarantineAndWhatWasKnownStays() throws Exception {
        try (Harness harness = Harness.opened(Totesys.TABLES)) {
            harness.sees(
                    design(1, "Wooden", NINE, 1, cut(1)),
                    design(1, null, time(2), 2, cut(3)),
                    design(1, "Wooden", time(3), 3, cut(4)),
                    design(1, "Steel", time(5), 4, cut(6)));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            designVersion(1, "Wooden", 1, NINE, false, cut(1)),
                            quarantined("design", 1, 2, "design_name", null, "is NULL", cut(3)),
                            quarantined("design", 1, 3, "", null, "fits", cut(4)),
                            designVersion(1, "Steel", 2, time(5), false, cut(6)));
        }
    }

    @Test
    void aRowInQuarantineThatIsGoneIsToldSoAlsoAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(Totesys.TABLES)) {
            harness.sees(design(1, null, NINE, 1, cut(1)));
            state = harness.snapshot(1, 1);
        }
        try (Harness harness = Harness.restored(Totesys.TABLES, state)) {
            harness.sees(Story.deleted(Totesys.DESIGN, 1, 2, cut(2)));

            assertThat(harness.extractOutputValues())
                    .containsExactly(quarantined("design", 1, 2, "", null, "is gone", cut(2)));
            harness.snapshot(2, 2);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aDeletedRowIsClosedAndMayComeBack() throws Exception {
        try (Harness harness = Harness.opened(Totesys.TABLES)) {
            harness.sees(
                    Story.deleted(Totesys.DESIGN, 1, 1, cut(0)),
                    design(1, "Wooden", NINE, 1, cut(1)),
                    Story.deleted(Totesys.DESIGN, 1, 2, cut(2)),
                    design(1, "Steel", NINE, 3, cut(3)));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            designVersion(1, "Wooden", 1, NINE, false, cut(1)),
                            designVersion(1, "Wooden", 2, time(2), true, cut(2)),
                            designVersion(1, "Steel", 3, time(3), false, cut(3)));
        }
    }

    @Test
    void aRowThatDidNotFitAndIsGoneIsClosedAndItsLinesEnd() throws Exception {
        try (Harness harness = Harness.opened(Totesys.TABLES)) {
            harness.sees(
                    design(1, "Wooden", NINE, 1, cut(1)),
                    design(1, null, time(2), 2, cut(3)),
                    Story.deleted(Totesys.DESIGN, 1, 3, cut(4)),
                    design(2, null, NINE, 1, cut(4)),
                    Story.deleted(Totesys.DESIGN, 2, 2, cut(5)),
                    design(1, "Wooden", time(5), 4, cut(6)));

            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            designVersion(1, "Wooden", 1, NINE, false, cut(1)),
                            quarantined("design", 1, 2, "design_name", null, "is NULL", cut(3)),
                            quarantined("design", 1, 3, "", null, "is gone", cut(4)),
                            designVersion(1, "Wooden", 2, time(4), true, cut(4)),
                            quarantined("design", 2, 1, "design_name", null, "is NULL", cut(4)),
                            quarantined("design", 2, 2, "", null, "is gone", cut(5)),
                            designVersion(1, "Wooden", 3, time(6), false, cut(6)));
        }
    }

    @Test
    void versionsGoOnAfterARestoreAlsoWhenTheTableHasGrown() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(Totesys.TABLES)) {
            harness.sees(design(1, "Wooden", NINE, 1, cut(1)));
            state = harness.snapshot(1, 1);
        }
        TableSchema grown = Totesys.table(
                "design",
                "design_id int",
                "colour text null",
                "design_name text",
                "file_location text",
                "file_name text");
        List<TableSchema> tables = new ArrayList<>(Totesys.TABLES);
        tables.remove(Totesys.DESIGN);
        tables.add(grown);
        try (Harness harness = Harness.restored(tables, state)) {
            harness.sees(
                    Story.insertOrUpdate(grown, 2, cut(2), grownDesign(grown, "Wooden", "red")),
                    Story.insertOrUpdate(grown, 3, cut(3), grownDesign(grown, "Steel", "red")));

            assertThat(harness.extractOutputValues())
                    .containsExactly(designVersion(1, "Steel", 2, time(3), false, cut(3)));
        }
    }

    private static Row grownDesign(TableSchema table, String name, String colour) {
        return Totesys.row(
                table,
                "design_id",
                1,
                "colour",
                colour,
                "design_name",
                name,
                "file_location",
                "/usr",
                "file_name",
                "tote.json",
                "created_at",
                NINE,
                "last_updated",
                NINE);
    }

    @Test
    void anIntegerKeyOfAnotherWidthIsReadAsTheStarHasIt() throws Exception {
        TableSchema wide = new TableSchema(
                "payment_type",
                List.of(
                        Column.of("payment_type_id", ColumnType.of(Kind.INT64), false),
                        Column.of("payment_type_name", ColumnType.of(Kind.TEXT), false),
                        Column.of("created_at", ColumnType.of(Kind.TIMESTAMP), false),
                        Column.of("last_updated", ColumnType.of(Kind.TIMESTAMP), false)),
                List.of("payment_type_id"));
        try (Harness harness = Harness.opened(List.of(wide))) {
            harness.sees(Story.insertOrUpdate(
                    wide,
                    1,
                    cut(1),
                    Totesys.row(wide, "payment_type_id", 1L << 32, "payment_type_name", "SALES_RECEIPT")));

            assertThat(harness.extractOutputValues())
                    .extracting(
                            StarRow::table,
                            row -> row.row().text(1),
                            row -> row.row().text(5))
                    .containsExactly(tuple("quarantine", "4294967296", "4294967296"));
        }
    }

    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<ChangeKey, Change, StarRow> {

        private Harness(List<TableSchema> tables) throws Exception {
            super(
                    new BlockOperator<>(new Dimensions(tables)),
                    change -> change.version().key().block(),
                    ChangeTypes.CHANGE_KEY);
            setup(ChangeTypes.STAR_ROW.createSerializer(new SerializerConfigImpl()));
        }

        static Harness opened(List<TableSchema> tables) throws Exception {
            Harness harness = new Harness(tables);
            harness.open();
            return harness;
        }

        static Harness restored(List<TableSchema> tables, OperatorSubtaskState state) throws Exception {
            Harness harness = new Harness(tables);
            harness.initializeState(state);
            harness.open();
            return harness;
        }

        void sees(Change... changes) throws Exception {
            for (Change change : changes) {
                processElement(change, change.version().cut());
            }
        }
    }
}
