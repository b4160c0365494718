package com.terrifictotes.lake;

import static com.terrifictotes.change.Operation.INSERT;
import static com.terrifictotes.change.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries that docs/lake.md shows of the raw zone, run on two orders of which one is changed and one is deleted. */
class RawQueriesTest {

    private static final TableSchema SALES_ORDER = new TableSchema(
            "sales_order",
            List.of(
                    Column.of("sales_order_id", ColumnType.of(Kind.INT32), false),
                    Column.of("units_sold", ColumnType.of(Kind.INT32), false)),
            List.of("sales_order_id"));

    private static final Instant SUNDAY = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-11-23T07:55:11.204Z");
    private static final Instant MONDAY_NIGHT = Instant.parse("2026-11-23T23:00:00Z");

    @TempDir
    Path raw;

    private List<String> queries;

    @BeforeEach
    void writeTheZoneAndReadThePage() throws Exception {
        write(SUNDAY, order(INSERT, 1, SUNDAY, 1, 1000), order(INSERT, 1, SUNDAY, 2, 2000));
        write(
                MONDAY,
                order(UPDATE, 2, MONDAY, 1, 1500),
                order(UPDATE, 3, MONDAY_NIGHT, 1, 1600),
                Changes.delete(
                        SALES_ORDER,
                        2,
                        MONDAY_NIGHT,
                        new RowBuilder().int32(2).nothing().build()));
        queries = LakePage.queries("raw", raw);
    }

    @Test
    void thePageHasNoQueryThatIsNotRunHere() {
        assertThat(queries).hasSize(5);
    }

    @Test
    void everyChangeOfEveryOrder() {
        assertThat(DuckDb.query(queries.get(0)))
                .containsExactly(
                        "1|1000|insert|1|2026-11-22 09:00:00|4294967295|null|2026-11-22|sales_order",
                        "1|1500|update|2|2026-11-23 07:55:11.204|4294967295|null|2026-11-23|sales_order",
                        "1|1600|update|3|2026-11-23 23:00:00|4294967295|null|2026-11-23|sales_order",
                        "2|2000|insert|1|2026-11-22 09:00:00|4294967295|null|2026-11-22|sales_order",
                        "2|null|delete|2|2026-11-23 23:00:00|null|null|2026-11-23|sales_order");
    }

    @Test
    void theTableAsItIs() {
        assertThat(DuckDb.query(queries.get(1))).containsExactly("1|1600");
    }

    @Test
    void theTableAsItWasAtNoonOnMonday() {
        assertThat(DuckDb.query(queries.get(2))).containsExactlyInAnyOrder("1|1500", "2|2000");
    }

    @Test
    void whatHappenedInOneCut() {
        assertThat(DuckDb.query(queries.get(3))).containsExactly("sales_order|update|1");
    }

    @Test
    void whatTwoJobsHaveWritten() throws Exception {
        assertThat(DuckDb.query(queries.get(4))).isEmpty();
        write(Instant.parse("2026-11-24T00:00:00Z"), order(INSERT, 1, SUNDAY, 2, 2000));
        assertThat(DuckDb.query(queries.get(4))).singleElement().asString().startsWith("2|1|2|[");
    }

    private void write(Instant day, Change... changes) throws Exception {
        Path folder = raw.resolve("table=sales_order/cut_date=" + day.toString().substring(0, 10));
        Files.createDirectories(folder);
        Changes.write(folder.resolve("part-0.parquet"), SALES_ORDER, List.of(changes));
    }

    private static Change order(Operation operation, int number, Instant cut, int id, int units) {
        Row row = new RowBuilder().int32(id).int32(units).build();
        return Changes.change(SALES_ORDER, operation, number, cut, row);
    }
}
