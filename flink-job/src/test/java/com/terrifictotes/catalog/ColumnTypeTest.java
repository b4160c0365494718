package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.ColumnType.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {

    @ParameterizedTest
    @CsvSource({
        "int2, INT16",
        "int4, INT32",
        "int8, INT64",
        "float4, FLOAT32",
        "float8, FLOAT64",
        "bool, BOOLEAN",
        "bytea, BYTES",
        "date, DATE",
        "time, TIME",
        "timestamp, TIMESTAMP",
        "timestamptz, INSTANT",
        "text, TEXT",
        "varchar, TEXT",
        "PaymentTypeName, TEXT",
        "timetz, TEXT",
        "uuid, TEXT",
        "jsonb, TEXT",
        "_int4, TEXT"
    })
    void everyTypeOfPostgresHasAKind(String name, Kind kind) {
        assertThat(ColumnType.ofPostgres(name, -1)).isEqualTo(ColumnType.of(kind));
    }

    @Test
    void aNumericWithBoundsIsADecimal() {
        assertThat(numeric(10, 2)).isEqualTo(ColumnType.decimal(10, 2)).hasToString("DECIMAL(10,2)");
        assertThat(numeric(38, 38)).isEqualTo(ColumnType.decimal(38, 38));
    }

    @Test
    void aNumericThatNoDecimalHoldsIsText() {
        assertThat(ColumnType.ofPostgres("numeric", -1)).hasToString("TEXT");
        assertThat(numeric(39, 0)).hasToString("TEXT");
        assertThat(numeric(2, 5)).as("scale beyond precision").hasToString("TEXT");
        assertThat(numeric(5, -2)).as("negative scale").hasToString("TEXT");
    }

    @Test
    void aDecimalWithoutSenseIsRefused() {
        assertThatThrownBy(() -> ColumnType.decimal(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ColumnType.decimal(39, 2))
                .hasMessageStartingWith("Cannot make a decimal type: numeric(39,2), expected 1 to 38 digits");
        assertThatThrownBy(() -> ColumnType.decimal(5, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ColumnType(Kind.TEXT, 5, 0))
                .hasMessage("Cannot give digits to a type without: TEXT");
    }

    @Test
    void onlyIntegersAreIntegers() {
        assertThat(Kind.values()).filteredOn(Kind::isInteger).containsExactly(Kind.INT16, Kind.INT32, Kind.INT64);
    }

    /** As {@code make_numeric_typmod} in PostgreSQL's numeric.c packs it. */
    private static ColumnType numeric(int precision, int scale) {
        return ColumnType.ofPostgres("numeric", ((precision << 16) | (scale & 0x7ff)) + 4);
    }
}
