package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableSchemaTest {

    private static final Column ID = Column.of("id", ColumnType.of(Kind.INT32), false);
    private static final Column CODE = Column.ofPostgres("code", "varchar", 7, false, false, "character varying(3)");
    private static final Column PRICE = Column.ofPostgres("price", "numeric", 655_366, false, true, "numeric(10,2)");

    @Test
    void itFindsItsColumnsAndItsKey() {
        TableSchema table = new TableSchema("item", List.of(PRICE, CODE, ID), List.of("id", "code"));

        assertThat(table.index("code")).isEqualTo(1);
        assertThat(table.has("code")).isTrue();
        assertThat(table.has("Code")).isFalse();
        assertThat(table.keyIndexes()).containsExactly(2, 1);
    }

    @Test
    void oneIntegerOrSomethingElseIsItsKey() {
        assertThat(new TableSchema("item", List.of(ID, CODE), List.of("id")).hasIntegerKey())
                .isTrue();
        assertThat(new TableSchema("item", List.of(ID, CODE), List.of("code")).hasIntegerKey())
                .isFalse();
        assertThat(new TableSchema("item", List.of(ID, CODE), List.of("id", "code")).hasIntegerKey())
                .isFalse();
    }

    @Test
    void itsShapeNamesKeyColumnsAndTypes() {
        assertThat(new TableSchema("item", List.of(ID, CODE, PRICE), List.of("id")).shape())
                .isEqualTo("id;id INT32;code character varying(3);price numeric(10,2)");
    }

    @Test
    void aTableWithoutAKeyIsRefused() {
        assertThatThrownBy(() -> new TableSchema("item", List.of(ID), List.of()))
                .hasMessage("Cannot follow table item: it has no primary key, expected one");
    }

    @Test
    void aKeyThatIsNoColumnIsRefused() {
        assertThatThrownBy(() -> new TableSchema("item", List.of(ID, CODE), List.of("key")))
                .hasMessage("Cannot find column: item.key, expected one of [id, code]");
    }

    @Test
    void itsColumnsAreItsOwn() {
        List<Column> columns = new ArrayList<>(List.of(ID));
        TableSchema table = new TableSchema("item", columns, List.of("id"));
        columns.add(CODE);

        assertThat(table.columns()).containsExactly(ID);
    }

    @Test
    void onlyWhatIsNotTextOnTheWireIsReadThroughACast() {
        assertThat(CODE.expression()).isEqualTo("\"code\"");
        assertThat(PRICE.expression()).isEqualTo("\"price\"");
        assertThat(Column.ofPostgres("kind", "PaymentTypeName", -1, true, false, "\"PaymentTypeName\"")
                        .expression())
                .isEqualTo("\"kind\"");
        assertThat(Column.ofPostgres("odd\"name", "uuid", -1, false, false, "uuid")
                        .expression())
                .isEqualTo("\"odd\"\"name\"::text");
        assertThat(Column.ofPostgres("any", "numeric", -1, false, false, "numeric")
                        .expression())
                .isEqualTo("\"any\"::text");
    }

    @Test
    void aColumnHasAName() {
        assertThatThrownBy(() -> Column.of("", ColumnType.of(Kind.TEXT), true))
                .hasMessage("Cannot name a column: '', expected at least one character");
    }
}
