package com.terrifictotes.lake;

import static com.terrifictotes.lake.Changes.FRIDAY;
import static com.terrifictotes.lake.Changes.change;
import static com.terrifictotes.lake.Changes.insert;
import static com.terrifictotes.lake.Changes.inserts;
import static com.terrifictotes.lake.Changes.payment;
import static com.terrifictotes.lake.Changes.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawFileTest {

    private static final TableSchema DESIGN = table("design", ColumnType.of(Kind.TEXT));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("part-0.parquet");
    }

    @Test
    void aChangeSaysWhatHappenedAndWhichCutSawIt() throws Exception {
        Row tote = new RowBuilder().int32(7).text("tote").build();
        Row key = new RowBuilder().int32(7).nothing().build();
        Changes.write(
                file,
                DESIGN,
                List.of(
                        insert(DESIGN, FRIDAY, tote),
                        change(DESIGN, Operation.UPDATE, 2, FRIDAY.plusMillis(1), tote),
                        Changes.delete(DESIGN, 3, FRIDAY.plusSeconds(1), key)));

        assertThat(DuckDb.query("SELECT * FROM '%s' ORDER BY _version".formatted(file)))
                .containsExactly(
                        "7|tote|insert|1|2024-11-15 14:20:52.186|4294967295|null",
                        "7|tote|update|2|2024-11-15 14:20:52.187|4294967295|null",
                        "7|null|delete|3|2024-11-15 14:20:53.186|null|null");
    }

    @Test
    void columnsAreThoseOfTheSourceThenTheZonesOwn() throws Exception {
        Changes.write(file, Changes.PAYMENT, List.of(payment(1)));

        assertThat(DuckDb.query("SELECT name, type, repetition_type, logical_type FROM parquet_schema('%s') OFFSET 1"
                        .formatted(file)))
                .containsExactly(
                        "payment_id|INT32|OPTIONAL|null",
                        "created_at|INT64|OPTIONAL|" + timestamp(false),
                        "transaction_id|INT32|OPTIONAL|null",
                        "counterparty_id|INT32|OPTIONAL|null",
                        "payment_amount|INT64|OPTIONAL|DecimalType(scale=2, precision=10)",
                        "currency_id|INT32|OPTIONAL|null",
                        "paid|BOOLEAN|OPTIONAL|null",
                        "payment_date|BYTE_ARRAY|OPTIONAL|StringType()",
                        "_op|BYTE_ARRAY|REQUIRED|StringType()",
                        "_version|INT32|REQUIRED|null",
                        "_cut|INT64|REQUIRED|" + timestamp(false),
                        "_xid|INT64|OPTIONAL|null",
                        "_unfit|BYTE_ARRAY|OPTIONAL|StringType()");
    }

    @Test
    void everyKindOfColumnHasItsType() throws Exception {
        List<Column> columns = new ArrayList<>();
        RowBuilder row = new RowBuilder();
        for (Kind kind : Kind.values()) {
            ColumnType type = kind == Kind.DECIMAL ? ColumnType.decimal(38, 10) : ColumnType.of(kind);
            columns.add(Column.of(kind.name(), type, true));
            row.nothing();
        }
        columns.add(Column.of("small", ColumnType.decimal(9, 9), true));
        columns.add(Column.of("id", ColumnType.of(Kind.INT32), false));
        TableSchema table = new TableSchema("kinds", columns, List.of("id"));
        Changes.write(
                file,
                table,
                List.of(insert(table, FRIDAY, row.nothing().int32(1).build())));

        assertThat(DuckDb.query("SELECT column_name, column_type FROM (DESCRIBE FROM '%s') LIMIT 14".formatted(file)))
                .containsExactly(
                        "INT16|SMALLINT",
                        "INT32|INTEGER",
                        "INT64|BIGINT",
                        "FLOAT32|FLOAT",
                        "FLOAT64|DOUBLE",
                        "DECIMAL|DECIMAL(38,10)",
                        "BOOLEAN|BOOLEAN",
                        "TEXT|VARCHAR",
                        "BYTES|BLOB",
                        "DATE|DATE",
                        "TIME|TIME",
                        "TIMESTAMP|TIMESTAMP",
                        "INSTANT|TIMESTAMP WITH TIME ZONE",
                        "small|DECIMAL(9,9)");
    }

    @Test
    void valuesThatFitNoTypeAreKeptAsText() throws Exception {
        TableSchema table = new TableSchema(
                "odd",
                List.of(
                        Column.of("id", ColumnType.of(Kind.INT32), false),
                        Column.of("unit_price", ColumnType.decimal(10, 2), true),
                        Column.of("a \"big\" one", ColumnType.decimal(38, 10), true),
                        Column.of("late", ColumnType.of(Kind.TIMESTAMP), true),
                        Column.of("late_instant", ColumnType.of(Kind.INSTANT), true)),
                List.of("id"));
        Row odd = new RowBuilder()
                .int32(1)
                .bytes(HexFormat.of().parseHex("00000000c0000000"))
                .bytes(HexFormat.of().parseHex("00000000f0000000"))
                .int64(9_223_371_331_199_999_999L)
                .int64(9_223_371_331_199_999_999L)
                .build();
        Row infinite = new RowBuilder()
                .int32(2)
                .bytes(HexFormat.of().parseHex("00000000d0000000"))
                .nothing()
                .timestamp(Row.INFINITELY_LATE)
                .timestamp(Row.INFINITELY_EARLY)
                .build();
        Changes.write(file, table, List.of(insert(table, FRIDAY, odd), insert(table, FRIDAY, infinite)));

        assertThat(DuckDb.query("SELECT * EXCLUDE (_op, _version, _cut, _xid) FROM '%s' ORDER BY id".formatted(file)))
                .containsExactly(
                        "1|null|null|null|null|{\"unit_price\":\"NaN\",\"a \\\"big\\\" one\":\"-Infinity\","
                                + "\"late\":\"294276-12-31 23:59:59.999999\","
                                + "\"late_instant\":\"294276-12-31 23:59:59.999999+00\"}",
                        "2|null|null|infinity|-infinity|{\"unit_price\":\"Infinity\"}");
    }

    @Test
    void aFileIsCompressedAndSaysWhichTableItHolds() throws Exception {
        Changes.write(file, Changes.PAYMENT, List.of(payment(1)));

        assertThat(DuckDb.query("SELECT DISTINCT compression FROM parquet_metadata('%s')".formatted(file)))
                .containsExactly("ZSTD");
        assertThat(DuckDb.query(
                        "SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s') ORDER BY 1".formatted(file)))
                .contains("totes.table|payment", "totes.shape|" + Changes.PAYMENT.shape());
    }

    @Test
    void largeFilesHaveSeveralRowGroupsAndEveryRow() throws Exception {
        int rows = 1_500_000;
        Changes.write(
                file,
                Changes.PAYMENT,
                () -> IntStream.range(0, rows).mapToObj(Changes::payment).iterator());

        assertThat(DuckDb.query(
                        "SELECT count(*), count(DISTINCT payment_id), sum(payment_id) FROM '%s'".formatted(file)))
                .containsExactly(rows + "|" + rows + "|" + (long) rows * (rows - 1) / 2);
        assertThat(DuckDb.query("SELECT num_row_groups > 1, num_rows FROM parquet_file_metadata('%s')".formatted(file)))
                .containsExactly("true|" + rows);
    }

    @Test
    void aTableWithAColumnOfTheZonesNamesIsRefused() {
        TableSchema table =
                new TableSchema("clash", List.of(Column.of("_op", ColumnType.of(Kind.INT32), false)), List.of("_op"));

        assertThatThrownBy(() -> RawSchema.of(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot write a table to the lake: clash has a column _op");
    }

    @Test
    void aRowOfAnotherShapeIsRefused() {
        Row row = new RowBuilder().int32(1).build();

        assertThatThrownBy(() -> Changes.write(file, DESIGN, List.of(insert(DESIGN, FRIDAY, row))))
                .hasMessage("Cannot write a row of design: 1 fields, expected 2");
    }

    @Test
    void aTableNobodyKnowsIsRefused() {
        TableSchema staff = table("staff", ColumnType.of(Kind.TEXT));

        assertThatThrownBy(() -> Changes.write(
                        file, DESIGN, inserts(staff, new RowBuilder().text("Jo").build())))
                .hasMessage("Cannot write a change to the lake: table staff, expected one of [design]");
    }

    private static String timestamp(boolean isAdjustedToUtc) {
        return "TimestampType(isAdjustedToUTC=%d, unit=TimeUnit(MILLIS=<null>, MICROS=MicroSeconds(), NANOS=<null>))"
                .formatted(isAdjustedToUtc ? 1 : 0);
    }
}
