package com.terrifictotes.lake;

import static com.terrifictotes.lake.Changes.inserts;
import static com.terrifictotes.lake.Changes.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in as Postgres' bytes comes out of DuckDB as the same value. */
class LakeValuesTest {

    @TempDir
    Path folder;

    @Test
    void integersKeepTheirExtremes() throws Exception {
        assertThat(values(Kind.INT16, row().int16(Short.MIN_VALUE), row().int16(0), row().int16(Short.MAX_VALUE)))
                .containsExactly("-32768", "0", "32767");
        assertThat(values(Kind.INT32, row().int32(Integer.MIN_VALUE), row().int32(-1), row().int32(Integer.MAX_VALUE)))
                .containsExactly("-2147483648", "-1", "2147483647");
        assertThat(values(Kind.INT64, row().int64(Long.MIN_VALUE), row().int64(Long.MAX_VALUE)))
                .containsExactly("-9223372036854775808", "9223372036854775807");
    }

    @Test
    void floatsKeepEveryBitAndTheirInfinities() throws Exception {
        assertThat(values(
                        Kind.FLOAT32,
                        row().float32(0.1f),
                        row().float32(Float.NaN),
                        row().float32(Float.NEGATIVE_INFINITY)))
                .containsExactly("0.1", "nan", "-inf");
        assertThat(values(Kind.FLOAT64, row().float64(Math.PI), row().float64(Double.MIN_VALUE), row().float64(-0.0)))
                .containsExactly("3.141592653589793", "5e-324", "-0.0");
    }

    @Test
    void decimalsAreExactInEveryWidth() throws Exception {
        assertThat(decimals(10, 2, "-0.01", "99999999.99", "-99999999.99", "0.00", "1234.50"))
                .containsExactly("-0.01", "99999999.99", "-99999999.99", "0.00", "1234.50");
        assertThat(decimals(9, 0, "-999999999", "999999999")).containsExactly("-999999999", "999999999");
        assertThat(decimals(18, 0, "999999999999999999", "-999999999999999999", "10000"))
                .containsExactly("999999999999999999", "-999999999999999999", "10000");
        assertThat(decimals(18, 18, "0.000000000000000001", "-0.999999999999999999"))
                .containsExactly(".000000000000000001", "-.999999999999999999");
        assertThat(decimals(19, 0, "9999999999999999999", "-1", "0")).containsExactly("9999999999999999999", "-1", "0");
        assertThat(decimals(38, 10, "9999999999999999999999999999.9999999999", "-0.0000000001", "7.0000000000"))
                .containsExactly("9999999999999999999999999999.9999999999", "-0.0000000001", "7.0000000000");
        assertThat(decimals(1, 0, "0", "9", "-9")).containsExactly("0", "9", "-9");
        assertThat(decimals(1, 1, "0.9", "-0.1")).containsExactly(".9", "-.1");
    }

    @Test
    void textsComeBackCharacterByCharacter() throws Exception {
        assertThat(values(
                        Kind.TEXT,
                        row().text(""),
                        row().text("irving.o'keefe@terrifictotes.com"),
                        row().text("01138"),
                        row().text("Leannon, \"Predovic\" and Morar"),
                        row().text("Привет 🧺👜 日本"),
                        row().text("NULL"),
                        row().text("line\nbreak\ttab\\")))
                .containsExactly(
                        "",
                        "irving.o'keefe@terrifictotes.com",
                        "01138",
                        "Leannon, \"Predovic\" and Morar",
                        "Привет 🧺👜 日本",
                        "NULL",
                        "line\nbreak\ttab\\");
    }

    @Test
    void textOfMegabytesComesBackWhole() throws Exception {
        String megabyte = "0123456789abcdef".repeat(65_536);
        Row[] rows = Stream.iterate(0, i -> i < 40, i -> i + 1)
                .map(i -> row().text(i + megabyte).build())
                .toArray(Row[]::new);
        TableSchema table = table("long", ColumnType.of(Kind.TEXT));
        Changes.write(folder.resolve("long.parquet"), table, inserts(table, rows));
        assertThat(DuckDb.query("SELECT count(*), sum(length(value)), bool_and(value = (id - 1) || '%s') FROM %s"
                        .formatted(megabyte, DuckDb.files(folder))))
                .containsExactly("40|" + (40 * megabyte.length() + 10 + 60) + "|true");
    }

    @Test
    void bytesAndBooleansComeBack() throws Exception {
        assertThat(values(Kind.BYTES, row().bytes(HexFormat.of().parseHex("00ff10")), row().bytes(new byte[0])))
                .containsExactly("\\x00\\xFF\\x10", "");
        assertThat(values(Kind.BOOLEAN, row().bool(true), row().bool(false))).containsExactly("true", "false");
    }

    @Test
    void datesReachFromBeforeChristToInfinity() throws Exception {
        assertThat(values(
                        Kind.DATE,
                        row().date(LocalDate.of(1, 1, 1)),
                        row().date(LocalDate.of(9999, 12, 31)),
                        row().date(LocalDate.of(-4712, 1, 1)),
                        row().date(LocalDate.of(1969, 12, 31)),
                        row().date(LocalDate.of(5_874_897, 12, 31)),
                        row().int32(Integer.MAX_VALUE),
                        row().int32(Integer.MIN_VALUE)))
                .containsExactly(
                        "0001-01-01",
                        "9999-12-31",
                        "4713-01-01 (BC)",
                        "1969-12-31",
                        "5874897-12-31",
                        "infinity",
                        "-infinity");
    }

    @Test
    void timesOfDayKeepTheirMicroseconds() throws Exception {
        assertThat(values(
                        Kind.TIME,
                        row().int64(0),
                        row().int64(LocalTime.parse("14:20:52.186001").toNanoOfDay() / 1000),
                        row().int64(LocalTime.MAX.toNanoOfDay() / 1000),
                        row().int64(86_400_000_000L)))
                .containsExactly("00:00:00", "14:20:52.186001", "23:59:59.999999", "24:00:00");
    }

    @Test
    void timestampsKeepMicrosecondsAndInfinities() throws Exception {
        assertThat(values(
                        Kind.TIMESTAMP,
                        row().timestamp(micros("2024-11-15T14:20:52.186Z")),
                        row().timestamp(micros("2024-11-15T14:20:52.186001Z")),
                        row().timestamp(micros("0001-01-01T00:00:00Z")),
                        row().timestamp(micros("9999-12-31T23:59:59.999999Z")),
                        row().timestamp(micros("-0043-03-15T12:00:00Z")),
                        row().timestamp(Row.LATEST_MICROS),
                        row().timestamp(Row.INFINITELY_LATE),
                        row().timestamp(Row.INFINITELY_EARLY)))
                .containsExactly(
                        "2024-11-15 14:20:52.186",
                        "2024-11-15 14:20:52.186001",
                        "0001-01-01 00:00:00",
                        "9999-12-31 23:59:59.999999",
                        "0044-03-15 (BC) 12:00:00",
                        "294247-01-10 04:00:54.775806",
                        "infinity",
                        "-infinity");
    }

    @Test
    void instantsAreInUtc() throws Exception {
        assertThat(values(
                        Kind.INSTANT,
                        row().timestamp(micros("2024-11-15T14:20:52.186Z")),
                        row().timestamp(Row.INFINITELY_LATE)))
                .containsExactly("2024-11-15 14:20:52.186+00", "infinity");
    }

    @Test
    void anEmptyFieldOfAnyKindIsNull() throws Exception {
        for (Kind kind : Kind.values()) {
            ColumnType type = kind == Kind.DECIMAL ? ColumnType.decimal(10, 2) : ColumnType.of(kind);
            assertThat(values(type, row().nothing())).as(kind.name()).containsExactly("null");
        }
    }

    private static RowBuilder row() {
        return new RowBuilder();
    }

    private static long micros(String instant) {
        Instant parsed = Instant.parse(instant);
        return parsed.getEpochSecond() * 1_000_000 + parsed.getNano() / 1_000;
    }

    private List<String> decimals(int precision, int scale, String... values) throws Exception {
        RowBuilder[] rows = Stream.of(values)
                .map(value -> row().decimal(new BigDecimal(value)))
                .toArray(RowBuilder[]::new);
        return values(ColumnType.decimal(precision, scale), rows);
    }

    private List<String> values(Kind kind, RowBuilder... rows) throws Exception {
        return values(ColumnType.of(kind), rows);
    }

    private List<String> values(ColumnType type, RowBuilder... rows) throws Exception {
        TableSchema table = table("values", type);
        Path file = folder.resolve("values.parquet");
        Row[] built = Stream.of(rows).map(RowBuilder::build).toArray(Row[]::new);
        Changes.write(file, table, inserts(table, built));
        return DuckDb.query("SELECT value FROM read_parquet('%s') ORDER BY id".formatted(file));
    }
}
