package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarTable.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarSchemaTest {

    @Test
    void theDeclarationIsTheContract() throws IOException {
        StringBuilder star = new StringBuilder();
        StarSchema.tables().forEach(table -> tell(star, table));

        assertThat(star).hasToString(contract());
    }

    @Test
    void aRowOnItsWaySaysWhichVersionItIs() {
        assertThat(StarSchema.FACT_PAYMENT.rows().columns())
                .extracting(Column::name)
                .startsWith("payment_id", "created_date")
                .endsWith("payment_date", "version", "recorded_at", "is_deleted");
        assertThat(StarSchema.FACT_PAYMENT.rows().columns())
                .as("a deleted version has these and no others")
                .filteredOn(column -> !column.nullable())
                .extracting(Column::name)
                .containsExactly("payment_id", "version", "recorded_at", "is_deleted");
        assertThat(StarSchema.DIM_DESIGN.rows())
                .isEqualTo(new TableSchema(
                        "dim_design",
                        List.of(
                                Column.of("design_id", ColumnType.of(Kind.INT32), false),
                                Column.of("design_name", ColumnType.of(Kind.TEXT), false),
                                Column.of("file_location", ColumnType.of(Kind.TEXT), false),
                                Column.of("file_name", ColumnType.of(Kind.TEXT), false),
                                Column.of("version", ColumnType.of(Kind.INT32), false),
                                Column.of("valid_from", ColumnType.of(Kind.INSTANT), false),
                                Column.of("is_deleted", ColumnType.of(Kind.BOOLEAN), false)),
                        List.of("design_id", "version")));
    }

    @Test
    void everyDimensionThatAFactRefersToIsDeclared() {
        StarSchema.tables(Role.FACT).stream()
                .flatMap(fact -> fact.columns().stream())
                .flatMap(column -> column.dimension().stream())
                .forEach(dimension ->
                        assertThat(StarSchema.table(dimension).role()).isEqualTo(Role.DIMENSION));
    }

    @Test
    void totesysHasAllTheStarIsMadeOf() {
        assertThatCode(() -> StarSchema.requireSource(source(Totesys.TABLES))).doesNotThrowAnyException();
    }

    @Test
    void allThatIsMissingIsSaidInOneMessage() {
        List<TableSchema> tables = new ArrayList<>(Totesys.TABLES);
        tables.remove(Totesys.DESIGN);
        tables.remove(Totesys.DEPARTMENT);
        replace(tables, Totesys.table("currency", "currency_id text", "code text"));
        replace(tables, Totesys.table("payment_type", "payment_type_name text", "payment_type_id int"));
        replace(
                tables,
                Totesys.table("staff", "staff_id int", "first_name text", "last_name boolean", "email_address text"));

        assertThatThrownBy(() -> StarSchema.requireSource(source(tables)))
                .isInstanceOf(CatalogException.class)
                .hasMessage("""
                        Cannot make the star of totesys:
                          - column 'staff.last_name' is BOOLEAN, expected text
                          - table 'department' is missing, or left out by Source: tables.exclude
                          - column 'staff.department_id' is missing, dim_staff is made of it
                          - table 'design' is missing, or left out by Source: tables.exclude
                          - column 'currency.currency_id' is TEXT, expected an integer
                          - column 'currency.currency_code' is missing, dim_currency is made of it
                          - table 'payment_type' has the primary key (payment_type_name), expected (payment_type_id)""");
    }

    @Test
    void aTableThatIsLookedUpIsFoundByOneInteger() {
        List<TableSchema> tables = new ArrayList<>(Totesys.TABLES);
        replace(tables, Totesys.table("department", "department_name text", "location text null"));

        assertThatThrownBy(() -> StarSchema.requireSource(source(tables))).hasMessage("""
                        Cannot make the star of totesys:
                          - table 'department' has the primary key (department_name), expected one integer""");
    }

    @ParameterizedTest
    @CsvSource({
        "sales_order, units_sold, int16, ''",
        "sales_order, units_sold, int64, ''",
        "sales_order, units_sold, float64, expected an integer",
        "sales_order, units_sold, text, expected an integer",
        "sales_order, unit_price, int, 'expected numeric(p,s)'",
        "sales_order, unit_price, float64, 'expected numeric(p,s)'",
        "sales_order, unit_price, text, 'expected numeric(p,s)'",
        "sales_order, agreed_delivery_date, date, ''",
        "sales_order, agreed_delivery_date, timestamp, expected text or a date",
        "sales_order, created_at, instant, ''",
        "sales_order, created_at, date, expected a timestamp",
        "sales_order, last_updated, text, expected a timestamp",
        "payment, paid, int, expected boolean",
        "design, design_name, bytes, expected text",
        "currency, currency_code, int, expected text",
        "department, last_updated, date, expected a timestamp",
        "staff, department_id, int64, ''",
        "staff, department_id, text, expected an integer"
    })
    void aColumnOfAnotherTypeIsTakenIfItsValuesCanBeRead(String table, String column, String type, String refusal) {
        List<TableSchema> tables = new ArrayList<>(Totesys.TABLES);
        replace(tables, retyped(source(tables).table(table).orElseThrow(), column, Totesys.type(type)));

        if (refusal.isEmpty()) {
            assertThatCode(() -> StarSchema.requireSource(source(tables))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> StarSchema.requireSource(source(tables)))
                    .hasMessageContaining("column '%s.%s' is ".formatted(table, column))
                    .hasMessageEndingWith(refusal);
        }
    }

    private static TableSchema retyped(TableSchema table, String name, ColumnType type) {
        List<Column> columns = table.columns().stream()
                .map(column -> column.name().equals(name) ? Column.of(name, type, column.nullable()) : column)
                .toList();
        return new TableSchema(table.name(), columns, table.primaryKey());
    }

    private static void replace(List<TableSchema> tables, TableSchema table) {
        tables.removeIf(other -> other.name().equals(table.name()));
        tables.add(table);
    }

    private static SourceCatalog source(List<TableSchema> tables) {
        return new SourceCatalog("public", tables);
    }

    private static void tell(StringBuilder star, StarTable table) {
        star.append(table.name()).append('\n');
        if (!table.recordKey().isEmpty()) {
            star.append("    ").append(table.recordKey()).append(" serial\n");
        }
        for (StarColumn column : table.columns()) {
            String nullable = column.column().nullable() ? " null" : "";
            star.append("    %s %s%s\n"
                    .formatted(column.name(), word(column.column().type()), nullable));
        }
    }

    private static String word(ColumnType type) {
        return switch (type.kind()) {
            case INT32 -> "int";
            case DECIMAL -> "numeric(%d,%d)".formatted(type.precision(), type.scale());
            case TEXT -> "text";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIME -> "time";
            default -> throw new IllegalArgumentException("Cannot say the type: " + type);
        };
    }

    private static String contract() throws IOException {
        try (InputStream stream = StarSchemaTest.class.getResourceAsStream("star.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tablesThatNeverHadARowAreTakenToBeAsTheStarNeedsThem() {
        List<TableSchema> needed = StarSchema.tables().stream()
                .flatMap(table -> Stream.concat(
                        Stream.of(table.source()), table.lookup().stream().map(StarTable.Lookup::table)))
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(StarSchema::needed)
                .toList();

        assertThat(StarSchema.problems(new SourceCatalog("public", needed))).isEmpty();
        assertThatThrownBy(() -> StarSchema.needed("nobody")).isInstanceOf(IllegalArgumentException.class);
    }
}
