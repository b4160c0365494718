package com.terrifictotes.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries that docs/lake.md shows of the processed zone, run on two members of staff of whom Jo moves and Al leaves,
 * and on three orders of which one is changed and one is deleted.
 */
class ProcessedQueriesTest {

    private static final int JO = 1;
    private static final int AL = 2;

    private static final Instant SUNDAY = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-11-23T07:55:11.204Z");
    private static final Instant MONDAY_NIGHT = Instant.parse("2026-11-23T23:00:00Z");

    @TempDir
    Path processed;

    private List<String> queries;

    @BeforeEach
    void writeTheZoneAndReadThePage() throws Exception {
        write(StarSchema.DIM_STAFF, SUNDAY, staff(JO, 1, SUNDAY, "Sales"), staff(AL, 1, SUNDAY, "Sales"));
        write(StarSchema.DIM_STAFF, MONDAY, staff(JO, 2, MONDAY, "Purchasing"), deletion(AL, 2, MONDAY_NIGHT));
        write(
                StarSchema.FACT_SALES_ORDER,
                SUNDAY,
                order(7, 1, SUNDAY, JO, 1000),
                order(8, 1, SUNDAY, AL, 2000),
                order(9, 1, SUNDAY, JO, 3000));
        write(
                StarSchema.FACT_SALES_ORDER,
                MONDAY,
                order(7, 2, MONDAY, JO, 1500),
                order(7, 3, MONDAY_NIGHT, JO, 1600),
                deletedOrder(9, 2, MONDAY_NIGHT));
        write(
                StarSchema.QUARANTINE,
                MONDAY,
                line(10, 1, "unit_price", "is NULL"),
                line(10, 2, "agreed_delivery_date", "is NULL"),
                line(11, 1, "unit_price", "is NULL"),
                line(11, 2, "", "fits"));
        queries = LakePage.queries("processed", processed);
    }

    @Test
    void thePageHasNoQueryThatIsNotRunHere() {
        assertThat(queries).hasSize(6);
    }

    @Test
    void everyVersionOfTheStaffAndHowLongItHeld() {
        assertThat(query(0, "staff_id, department_name, version, valid_from, valid_to"))
                .containsExactly(
                        "1|Sales|1|2026-11-22 09:00:00+00|2026-11-23 07:55:11.204+00",
                        "1|Purchasing|2|2026-11-23 07:55:11.204+00|infinity",
                        "2|Sales|1|2026-11-22 09:00:00+00|2026-11-23 23:00:00+00");
    }

    @Test
    void theStaffAsItIs() {
        assertThat(DuckDb.query(queries.get(1))).containsExactly("1|null|null|Purchasing|null|null");
    }

    @Test
    void theOrdersAsTheyAre() {
        assertThat(query(2, "sales_order_id, units_sold")).containsExactlyInAnyOrder("7|1600", "8|2000");
    }

    @Test
    void theOrdersAsTheyWereKnownAtNoonOnMonday() {
        assertThat(query(3, "sales_order_id, units_sold")).containsExactlyInAnyOrder("7|1500", "8|2000", "9|3000");
    }

    @Test
    void everyVersionOfAnOrderWithTheDepartmentOfItsSeller() {
        assertThat(DuckDb.query(queries.get(4)))
                .containsExactly(
                        "7|1|2026-11-22 09:00:00+00|Sales",
                        "7|2|2026-11-23 07:55:11.204+00|Purchasing",
                        "7|3|2026-11-23 23:00:00+00|Purchasing",
                        "8|1|2026-11-22 09:00:00+00|Sales",
                        "9|1|2026-11-22 09:00:00+00|Sales");
    }

    @Test
    void whatDoesNotFitNow() {
        assertThat(DuckDb.query(queries.get(5)))
                .containsExactly("sales_order|10|2|agreed_delivery_date|null|null|is NULL");
    }

    private void write(StarTable table, Instant day, Row... rows) throws Exception {
        String place = table.equals(StarSchema.QUARANTINE) ? "quarantine/table=sales_order" : "table=" + table.name();
        Path folder =
                processed.resolve(place).resolve("cut_date=" + day.toString().substring(0, 10));
        Files.createDirectories(folder);
        StarRows.write(
                folder.resolve("part-0.parquet"),
                Stream.of(rows).map(row -> StarRows.at(table, day, row)).toList());
    }

    private static Row staff(int id, int version, Instant validFrom, String department) {
        return StarRows.row(
                StarSchema.DIM_STAFF,
                Map.of(
                        "staff_id", row -> row.int32(id),
                        "department_name", row -> row.text(department),
                        "version", row -> row.int32(version),
                        "valid_from", row -> row.timestamp(micros(validFrom)),
                        "is_deleted", row -> row.bool(false)));
    }

    private static Row deletion(int id, int version, Instant validFrom) {
        return StarRows.row(
                StarSchema.DIM_STAFF,
                Map.of(
                        "staff_id", row -> row.int32(id),
                        "version", row -> row.int32(version),
                        "valid_from", row -> row.timestamp(micros(validFrom)),
                        "is_deleted", row -> row.bool(true)));
    }

    private static Row order(int id, int version, Instant recordedAt, int seller, int units) {
        return StarRows.row(
                StarSchema.FACT_SALES_ORDER,
                Map.of(
                        "sales_order_id", row -> row.int32(id),
                        "sales_staff_id", row -> row.int32(seller),
                        "units_sold", row -> row.int32(units),
                        "version", row -> row.int32(version),
                        "recorded_at", row -> row.timestamp(micros(recordedAt)),
                        "is_deleted", row -> row.bool(false)));
    }

    private static Row deletedOrder(int id, int version, Instant recordedAt) {
        return StarRows.row(
                StarSchema.FACT_SALES_ORDER,
                Map.of(
                        "sales_order_id", row -> row.int32(id),
                        "version", row -> row.int32(version),
                        "recorded_at", row -> row.timestamp(micros(recordedAt)),
                        "is_deleted", row -> row.bool(true)));
    }

    private static Row line(int order, int version, String column, String reason) {
        return StarRows.row(
                StarSchema.QUARANTINE,
                Map.of(
                        "table_name", row -> row.text("sales_order"),
                        "row_key", row -> row.text(Integer.toString(order)),
                        "version", row -> row.int32(version),
                        "column_name", row -> row.text(column),
                        "reason", row -> row.text(reason)));
    }

    private List<String> query(int index, String columns) {
        return DuckDb.query("SELECT %s FROM (%s)".formatted(columns, queries.get(index)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
