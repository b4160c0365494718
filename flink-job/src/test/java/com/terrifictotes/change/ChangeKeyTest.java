package com.terrifictotes.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeKeyTest {

    @Test
    void tableAndPrimaryKeyMakeTheKeyAndNothingElse() {
        ChangeKey pound = ChangeKey.of(Versions.CURRENCY, Versions.currency(1, "GBP"));

        assertThat(ChangeKey.of(Versions.CURRENCY, Versions.currency(1, "USD")))
                .isEqualTo(pound)
                .hasSameHashCodeAs(pound);
        assertThat(ChangeKey.of(Versions.CURRENCY, Versions.currency(2, "GBP"))).isNotEqualTo(pound);
        assertThat(ChangeKey.of(table("staff", Kind.INT32), Versions.currency(1, "GBP")))
                .isNotEqualTo(pound);
        assertThat(pound.table()).isEqualTo("currency");
    }

    @Test
    void aKeyStaysTheSameWhenItsColumnIsWidened() {
        assertThat(ChangeKey.of(
                        table("t", Kind.INT64), new RowBuilder().int64(-5).build()))
                .isEqualTo(ChangeKey.of(
                        table("t", Kind.INT32), new RowBuilder().int32(-5).build()))
                .isEqualTo(ChangeKey.of(
                        table("t", Kind.INT16), new RowBuilder().int16(-5).build()));
    }

    @Test
    void theOrderIsTheKeysNotTheTables() {
        Row row = new RowBuilder().text("a").int32(1).build();
        List<Column> columns = List.of(
                Column.of("code", ColumnType.of(Kind.TEXT), false), Column.of("id", ColumnType.of(Kind.INT32), false));
        TableSchema idFirst = new TableSchema("t", columns, List.of("id", "code"));
        TableSchema codeFirst = new TableSchema("t", columns, List.of("code", "id"));

        assertThat(ChangeKey.of(idFirst, row).bytes()).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 'a'});
        assertThat(ChangeKey.of(codeFirst, row).bytes())
                .isEqualTo(new byte[] {0, 0, 0, 1, 'a', 0, 0, 0, 0, 0, 0, 0, 1});
    }

    @Test
    void keysOfTwoTextsThatRunTogetherDiffer() {
        List<Column> columns = List.of(
                Column.of("a", ColumnType.of(Kind.TEXT), false), Column.of("b", ColumnType.of(Kind.TEXT), false));
        TableSchema table = new TableSchema("t", columns, List.of("a", "b"));

        assertThat(ChangeKey.of(table, new RowBuilder().text("ab").text("c").build()))
                .isNotEqualTo(ChangeKey.of(
                        table, new RowBuilder().text("a").text("bc").build()));
    }

    @Test
    void aRowIsMadeOfAKeyWithNothingBesideIt() {
        List<Column> columns = List.of(
                Column.of("name", ColumnType.of(Kind.TEXT), true),
                Column.of("code", ColumnType.of(Kind.TEXT), false),
                Column.of("small", ColumnType.of(Kind.INT16), false),
                Column.of("id", ColumnType.of(Kind.INT32), false),
                Column.of("big", ColumnType.of(Kind.INT64), false),
                Column.of("day", ColumnType.of(Kind.DATE), false));
        TableSchema table = new TableSchema("t", columns, List.of("id", "code", "day", "small", "big"));
        RowBuilder keys = new RowBuilder().nothing().text("žlutý").int16(-7).int32(-5);
        Row keyAlone =
                keys.int64(Long.MIN_VALUE).date(LocalDate.of(1999, 12, 31)).build();
        Row row = new RowBuilder()
                .text("any")
                .copy(keyAlone, 1)
                .copy(keyAlone, 2)
                .copy(keyAlone, 3)
                .copy(keyAlone, 4)
                .copy(keyAlone, 5)
                .build();

        assertThat(ChangeKey.of(table, row).row(table)).isEqualTo(keyAlone);
    }

    @Test
    void aKeyOfOneIntegerIsThatNumber() {
        ChangeKey key =
                ChangeKey.of(table("t", Kind.INT32), new RowBuilder().int32(-5).build());

        assertThat(key.isNumber()).isTrue();
        assertThat(key.number()).isEqualTo(-5);
        assertThat(ChangeKey.ofNumber("t", -5)).isEqualTo(key);
        assertThat(ChangeKey.ofParts("t", new byte[9]).isNumber()).isFalse();
    }

    @Test
    void itsHashIsTheSameInEveryJvm() {
        assertThat(ChangeKey.of(Versions.CURRENCY, Versions.currency(1, "GBP")).hashCode())
                .isEqualTo(31 * "currency".hashCode() + java.util.Arrays.hashCode(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}));
    }

    private static TableSchema table(String name, Kind key) {
        return new TableSchema(name, List.of(Column.of("id", ColumnType.of(key), false)), List.of("id"));
    }
}
