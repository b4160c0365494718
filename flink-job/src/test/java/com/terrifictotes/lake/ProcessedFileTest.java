package com.terrifictotes.lake;

import static com.terrifictotes.lake.Changes.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.change.StarRow;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessedFileTest {

    private static final String EVERY_TABLE = "com.terrifictotes.lake.StarRows#tables";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("part-0.parquet");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(EVERY_TABLE)
    void everyValueOfEveryTableComesBack(StarTable table) throws Exception {
        StarRows.write(file, StarRows.samples(table));

        assertThat(DuckDb.query(("SELECT * EXCLUDE (file_row_number) FROM read_parquet('%s', file_row_number = true)"
                                + " ORDER BY file_row_number")
                        .formatted(file)))
                .containsExactlyElementsOf(StarRows.texts(table));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(EVERY_TABLE)
    void columnsAreThoseOfTheDeclaration(StarTable table) throws Exception {
        StarRows.write(file, StarRows.samples(table));

        assertThat(DuckDb.query("SELECT column_name, column_type, \"null\" FROM (DESCRIBE FROM '%s')".formatted(file)))
                .containsExactlyElementsOf(table.rows().columns().stream()
                        .map(column -> "%s|%s|YES".formatted(column.name(), inDuckDb(column.type())))
                        .toList());
        assertThat(DuckDb.query("SELECT DISTINCT repetition_type FROM parquet_schema('%s') OFFSET 1".formatted(file)))
                .containsExactly("OPTIONAL");
    }

    @Test
    void aFactIsThis() throws Exception {
        StarRows.write(file, StarRows.samples(StarSchema.FACT_PAYMENT));

        assertThat(DuckDb.query("SELECT name, type, logical_type FROM parquet_schema('%s') OFFSET 1".formatted(file)))
                .containsExactly(
                        "payment_id|INT32|null",
                        "created_date|INT32|DateType()",
                        "created_time|INT64|" + micros("Time", 0),
                        "last_updated_date|INT32|DateType()",
                        "last_updated_time|INT64|" + micros("Time", 0),
                        "transaction_id|INT32|null",
                        "counterparty_id|INT32|null",
                        "payment_amount|INT64|DecimalType(scale=2, precision=10)",
                        "currency_id|INT32|null",
                        "payment_type_id|INT32|null",
                        "paid|BOOLEAN|null",
                        "payment_date|INT32|DateType()",
                        "version|INT32|null",
                        "recorded_at|INT64|" + micros("Timestamp", 1),
                        "is_deleted|BOOLEAN|null");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(EVERY_TABLE)
    void aFileIsCompressedAndSaysWhichTableItHolds(StarTable table) throws Exception {
        StarRows.write(file, StarRows.samples(table));

        assertThat(DuckDb.query("SELECT DISTINCT compression FROM parquet_metadata('%s')".formatted(file)))
                .containsExactly("ZSTD");
        assertThat(DuckDb.query("SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s')".formatted(file)))
                .contains(
                        "totes.table|" + table.name(),
                        "totes.shape|" + table.rows().shape());
    }

    @Test
    void aRowOfATableThatIsNotOfTheStarIsRefused() {
        StarRow row = new StarRow("staff", 0, new RowBuilder().build());

        assertThatThrownBy(() -> StarRows.write(file, List.of(row)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Cannot write a row of the star to the lake: table staff, expected one of [dim_");
    }

    @Test
    void aRowOfAnotherShapeIsRefused() {
        StarRow row = StarRows.at(
                StarSchema.DIM_DESIGN, FRIDAY, new RowBuilder().int32(1).build());

        assertThatThrownBy(() -> StarRows.write(file, List.of(row)))
                .hasMessage("Cannot write a row of dim_design: 1 fields, expected 7");
    }

    @Test
    void aValueThatNoTypeHoldsIsRefusedRatherThanLost() {
        Row notANumber = StarRows.row(
                StarSchema.FACT_PAYMENT,
                Map.of("payment_amount", row -> row.bytes(HexFormat.of().parseHex("00000000c0000000"))));

        assertThatThrownBy(
                        () -> StarRows.write(file, List.of(StarRows.at(StarSchema.FACT_PAYMENT, FRIDAY, notANumber))))
                .hasMessage("Cannot write a row of fact_payment: {\"payment_amount\":\"NaN\"},"
                        + " expected values that a type of Parquet holds");
    }

    private static String inDuckDb(ColumnType type) {
        return switch (type.kind()) {
            case INT16 -> "SMALLINT";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case DECIMAL -> "DECIMAL(%d,%d)".formatted(type.precision(), type.scale());
            case BOOLEAN -> "BOOLEAN";
            case TEXT -> "VARCHAR";
            case BYTES -> "BLOB";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case INSTANT -> "TIMESTAMP WITH TIME ZONE";
        };
    }

    private static String micros(String type, int isAdjustedToUtc) {
        return "%sType(isAdjustedToUTC=%d, unit=TimeUnit(MILLIS=<null>, MICROS=MicroSeconds(), NANOS=<null>))"
                .formatted(type, isAdjustedToUtc);
    }
}
