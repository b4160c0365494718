package com.terrifictotes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyTest {

    @Test
    void integersOfAnyWidthAreInOrder() {
        TableSchema table = table(ColumnType.of(Kind.INT64));
        assertThat(keys(
                        table,
                        Stream.of(Long.MIN_VALUE, -2L, -1L, 0L, 1L, 256L, Long.MAX_VALUE)
                                .map(value -> new RowBuilder().int64(value))))
                .isSorted();
        assertThat(Rows.key(-17).integer()).isEqualTo(-17);
        assertThat(Rows.key(17)).isEqualTo(Rows.key(17)).isNotEqualTo(Rows.key(18));
    }

    @Test
    void textsAreInTheOrderOfTheirBytes() {
        TableSchema table = table(ColumnType.of(Kind.TEXT));
        assertThat(keys(
                        table,
                        Stream.of("", "A", "A b", "AA", "B", "a", "ä", "€", "🚚")
                                .map(value -> new RowBuilder().text(value))))
                .isSorted();
    }

    @Test
    void bytesWithZerosAreInOrder() {
        TableSchema table = table(ColumnType.of(Kind.BYTES));
        assertThat(keys(
                        table,
                        Stream.of("", "\0", "\0\0", "\0\1", "\1")
                                .map(value -> new RowBuilder().bytes(value.getBytes(StandardCharsets.ISO_8859_1)))))
                .isSorted();
    }

    @Test
    void decimalsAreInOrder() {
        TableSchema table = table(ColumnType.decimal(38, 2));
        assertThat(keys(
                        table,
                        Stream.of("-999999999999999999999999999999999999.99", "-1.10", "-1.09", "0", "0.01", "12")
                                .map(value -> new RowBuilder().decimal(new BigDecimal(value)))))
                .isSorted();
    }

    @Test
    void doublesAreInOrderAndNaNIsTheGreatest() {
        TableSchema table = table(ColumnType.of(Kind.FLOAT64));
        assertThat(keys(
                        table,
                        Stream.of(
                                        Double.NEGATIVE_INFINITY,
                                        -1.5,
                                        -1.25,
                                        0.0,
                                        1e-300,
                                        2.0,
                                        Double.POSITIVE_INFINITY,
                                        Double.NaN)
                                .map(value -> new RowBuilder().float64(value))))
                .isSorted();
    }

    @Test
    void ofSeveralColumnsTheFirstCountsMost() {
        TableSchema table = table(ColumnType.of(Kind.TEXT), ColumnType.of(Kind.INT32));
        assertThat(keys(
                        table,
                        Stream.of(
                                new RowBuilder().text("a").int32(9),
                                new RowBuilder().text("a").int32(10),
                                new RowBuilder().text("ab").int32(-1),
                                new RowBuilder().text("b").int32(0))))
                .isSorted();
        assertThat(Key.order(table)).isEqualTo("\"c0\"::text COLLATE \"C\", \"c1\"");
    }

    private static List<Key> keys(TableSchema table, Stream<RowBuilder> rows) {
        return rows.map(row -> key(table, row.build())).toList();
    }

    private static Key key(TableSchema table, Row row) {
        return Key.of(table, table.keyIndexes(), row);
    }

    private static TableSchema table(ColumnType... types) {
        List<Column> columns = Stream.iterate(0, i -> i < types.length, i -> i + 1)
                .map(i -> Column.of("c" + i, types[i], false))
                .toList();
        return new TableSchema(
                "keys", columns, columns.stream().map(Column::name).toList());
    }
}
