package com.terrifictotes.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FeedJsonTest {

    private static final Instant CUT = Instant.parse("2026-11-23T12:58:20Z");
    private static final TableSchema DESIGN = table(
            "design",
            List.of("design_id"),
            column("design_id", ColumnType.of(Kind.INT32)),
            column("design_name", ColumnType.of(Kind.TEXT)));

    @Test
    void aChangeIsItsKeyItsNumberWhatHappenedItsCutAndItsRow() {
        Row row = new RowBuilder().int32(7).text("O'Hara, \"Größe\" 🧺").build();

        assertThat(record(DESIGN, Operation.UPDATE, row))
                .isEqualTo(new FeedRecord(
                        "design/7",
                        "{\"schema\":1,\"table\":\"design\",\"key\":{\"design_id\":7},\"version\":3,\"op\":\"update\","
                                + "\"cut\":\"2026-11-23T12:58:20.000Z\","
                                + "\"row\":{\"design_id\":7,\"design_name\":\"O'Hara, \\\"Größe\\\" 🧺\"}}"));
    }

    @Test
    void aDeletedRowHasAKeyAlone() {
        Row row = new RowBuilder().int32(7).nothing().build();

        assertThat(record(DESIGN, Operation.DELETE, row).json())
                .isEqualTo(
                        "{\"schema\":1,\"table\":\"design\",\"key\":{\"design_id\":7},\"version\":3,\"op\":\"delete\","
                                + "\"cut\":\"2026-11-23T12:58:20.000Z\"}");
    }

    @Test
    void integersOfUpTo32BitsAreNumbersAndThoseOf64AreTexts() {
        assertThat(value(Kind.INT16, new RowBuilder().int16(Short.MIN_VALUE))).isEqualTo("-32768");
        assertThat(value(Kind.INT32, new RowBuilder().int32(Integer.MAX_VALUE))).isEqualTo("2147483647");
        assertThat(value(Kind.INT64, new RowBuilder().int64(9_007_199_254_740_993L)))
                .isEqualTo("\"9007199254740993\"");
    }

    @Test
    void numericsKeepEveryDigit() {
        assertThat(value(ColumnType.decimal(10, 2), new RowBuilder().decimal(new BigDecimal("1234.50"))))
                .isEqualTo("\"1234.50\"");
        assertThat(value(ColumnType.decimal(38, 10), new RowBuilder().decimal(new BigDecimal("-0.0000000001"))))
                .isEqualTo("\"-0.0000000001\"");
    }

    @Test
    void floatsAreNumbersUnlessJsonHasNone() {
        assertThat(value(Kind.FLOAT32, new RowBuilder().float32(0.1f))).isEqualTo("0.1");
        assertThat(value(Kind.FLOAT64, new RowBuilder().float64(Math.PI))).isEqualTo("3.141592653589793");
        assertThat(value(Kind.FLOAT64, new RowBuilder().float64(Double.NaN))).isEqualTo("\"NaN\"");
        assertThat(value(Kind.FLOAT32, new RowBuilder().float32(Float.NEGATIVE_INFINITY)))
                .isEqualTo("\"-Infinity\"");
    }

    @Test
    void momentsHaveSixDigitsAndAZoneOnlyIfTheirTypeHasOne() {
        assertThat(value(Kind.TIMESTAMP, moment("2024-11-15T14:20:52.186Z")))
                .isEqualTo("\"2024-11-15T14:20:52.186000\"");
        assertThat(value(Kind.INSTANT, moment("2024-11-15T14:20:52.186001Z")))
                .isEqualTo("\"2024-11-15T14:20:52.186001Z\"");
        assertThat(value(Kind.TIMESTAMP, moment("-0043-03-15T12:00:00Z")))
                .isEqualTo("\"0044-03-15T12:00:00.000000 BC\"");
        assertThat(value(Kind.INSTANT, new RowBuilder().timestamp(Row.INFINITELY_LATE)))
                .isEqualTo("\"infinity\"");
        assertThat(value(Kind.TIMESTAMP, new RowBuilder().timestamp(Row.INFINITELY_EARLY)))
                .isEqualTo("\"-infinity\"");
    }

    @Test
    void allOthersAreWrittenAsPostgresDoes() {
        assertThat(value(Kind.DATE, new RowBuilder().date(LocalDate.of(2024, 11, 15))))
                .isEqualTo("\"2024-11-15\"");
        assertThat(value(Kind.DATE, new RowBuilder().int32(Integer.MAX_VALUE))).isEqualTo("\"infinity\"");
        assertThat(value(Kind.TIME, new RowBuilder().int64(52_852_186_000L))).isEqualTo("\"14:40:52.186\"");
        assertThat(value(Kind.BYTES, new RowBuilder().bytes(HexFormat.of().parseHex("00ff10"))))
                .isEqualTo("\"\\\\x00ff10\"");
        assertThat(value(Kind.TEXT, new RowBuilder().text("{1,2,NULL}"))).isEqualTo("\"{1,2,NULL}\"");
        assertThat(value(Kind.BOOLEAN, new RowBuilder().bool(true))).isEqualTo("true");
    }

    @Test
    void nullIsNull() {
        for (Kind kind : Kind.values()) {
            ColumnType type = kind == Kind.DECIMAL ? ColumnType.decimal(10, 2) : ColumnType.of(kind);
            assertThat(value(type, new RowBuilder().nothing())).as(kind.name()).isEqualTo("null");
        }
    }

    @Test
    void aRowTooLargeForTheStreamIsToldOfWithoutItsValues() throws Exception {
        Row row = new RowBuilder().int32(7).text("é".repeat(600_000)).build();
        FeedRecord record = record(DESIGN, Operation.INSERT, row);
        JsonNode json = new JsonMapper().readTree(record.json());

        assertThat(json.get("row_too_large").asBoolean()).isTrue();
        assertThat(json.get("bytes").asInt()).isBetween(1_200_000, 1_200_500);
        assertThat(json.has("row")).isFalse();
        assertThat(json.get("key").get("design_id").asInt()).isEqualTo(7);
        assertThat(record.size()).isLessThan(300);
    }

    @Test
    void aRowThatJustFitsGoesWhole() {
        int frame = record(
                        DESIGN,
                        Operation.INSERT,
                        new RowBuilder().int32(7).text("").build())
                .size();
        Row fits = new RowBuilder().int32(7).text("x".repeat((1 << 20) - frame)).build();
        Row tooLarge = new RowBuilder()
                .int32(7)
                .text("x".repeat((1 << 20) - frame + 1))
                .build();

        assertThat(record(DESIGN, Operation.INSERT, fits).size()).isEqualTo(1 << 20);
        assertThat(record(DESIGN, Operation.INSERT, tooLarge).json()).contains("row_too_large");
    }

    @Test
    void aKeyOfSeveralColumnsIsAllOfThem() {
        TableSchema parts = table(
                "part",
                List.of("code", "line"),
                column("line", ColumnType.of(Kind.INT64)),
                column("code", ColumnType.of(Kind.TEXT)));
        FeedRecord record = record(
                parts, Operation.INSERT, new RowBuilder().int64(2).text("a,b").build());

        assertThat(record.partitionKey()).isEqualTo("part/a,b,2");
        assertThat(record.json()).contains("\"key\":{\"code\":\"a,b\",\"line\":\"2\"}");
    }

    @Test
    void aLongKeyIsHashed() {
        TableSchema notes = table("note", List.of("title"), column("title", ColumnType.of(Kind.TEXT)));
        FeedRecord one = record(
                notes, Operation.INSERT, new RowBuilder().text("a".repeat(300)).build());
        FeedRecord other = record(
                notes,
                Operation.INSERT,
                new RowBuilder().text("a".repeat(299) + "b").build());

        assertThat(one.partitionKey()).hasSize(69).startsWith("note#").isNotEqualTo(other.partitionKey());
    }

    @Test
    void theSchemaInTheDocumentationKnowsEveryMemberAndNoOther() throws Exception {
        JsonNode schema = new JsonMapper().readTree(Files.readString(Path.of("../docs/feed.schema.json")));
        Row large = new RowBuilder().int32(7).text("x".repeat(1 << 20)).build();
        Row small = new RowBuilder().int32(7).text("x").build();
        Set<String> written = new TreeSet<>();
        for (FeedRecord record : List.of(
                record(DESIGN, Operation.INSERT, large),
                record(DESIGN, Operation.UPDATE, small),
                record(DESIGN, Operation.DELETE, small))) {
            JsonNode json = new JsonMapper().readTree(record.json());
            json.fieldNames().forEachRemaining(written::add);
            schema.get("required")
                    .forEach(member -> assertThat(json.has(member.asText())).isTrue());
        }
        Set<String> declared = new TreeSet<>();
        schema.get("properties").fieldNames().forEachRemaining(declared::add);

        assertThat(written).isEqualTo(declared);
        assertThat(schema.at("/properties/schema/const").asInt()).isEqualTo(FeedJson.SCHEMA);
    }

    private static RowBuilder moment(String instant) {
        Instant parsed = Instant.parse(instant);
        return new RowBuilder().timestamp(parsed.getEpochSecond() * 1_000_000 + parsed.getNano() / 1_000);
    }

    private static String value(Kind kind, RowBuilder value) {
        return value(ColumnType.of(kind), value);
    }

    /** A value as the JSON of a change has it. */
    private static String value(ColumnType type, RowBuilder value) {
        TableSchema table = table("values", List.of("id"), column("id", ColumnType.of(Kind.INT32)), column("v", type));
        Row row = new RowBuilder().int32(1).copy(value.build(), 0).build();
        String json = record(table, Operation.INSERT, row).json();
        return json.substring(json.lastIndexOf("\"v\":") + 4, json.length() - 2);
    }

    private static FeedRecord record(TableSchema table, Operation operation, Row row) {
        RowVersion version = new RowVersion(ChangeKey.of(table, row), CUT.toEpochMilli(), 5, row);
        return new FeedJson(table).record(new Change(operation, 3, version));
    }

    private static TableSchema table(String name, List<String> key, Column... columns) {
        return new TableSchema(name, List.of(columns), key);
    }

    private static Column column(String name, ColumnType type) {
        return Column.of(name, type, true);
    }
}
