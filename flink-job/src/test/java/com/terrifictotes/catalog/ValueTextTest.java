package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.ColumnType.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

    @ParameterizedTest
    @CsvSource({
        "2024-11-15 14:20:52.186, 2024-11-15 14:20:52.186",
        "2024-11-15 14:20:00, 2024-11-15 14:20:00",
        "1969-12-31 23:59:59.999999, 1969-12-31 23:59:59.999999",
        "+12024-01-02 00:00:00.5, 12024-01-02 00:00:00.5",
        "0000-03-04 05:06:07, 0001-03-04 05:06:07 BC",
        "infinity, infinity",
        "-infinity, -infinity"
    })
    void aTimestampIsShownAsPostgresShowsIt(String timestamp, String shown) {
        assertThat(of(Kind.TIMESTAMP, new RowBuilder().timestamp(Totesys.micros(timestamp))))
                .isEqualTo(shown);
    }

    @Test
    void anInstantHasItsZone() {
        assertThat(of(Kind.INSTANT, new RowBuilder().timestamp(Totesys.micros("2024-11-15 14:20:52.186"))))
                .isEqualTo("2024-11-15 14:20:52.186+00");
    }

    @Test
    void everyOtherValueIsShownAsPostgresShowsIt() {
        assertThat(of(Kind.INT64, new RowBuilder().int64(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
        assertThat(of(Kind.FLOAT32, new RowBuilder().float32(1.5f))).isEqualTo("1.5");
        assertThat(of(Kind.FLOAT64, new RowBuilder().float64(-0.25))).isEqualTo("-0.25");
        assertThat(of(Kind.BOOLEAN, new RowBuilder().bool(true))).isEqualTo("true");
        assertThat(of(Kind.TEXT, new RowBuilder().text("O'Hara 🧺"))).isEqualTo("O'Hara 🧺");
        assertThat(of(Kind.BYTES, new RowBuilder().bytes(new byte[] {0, -1}))).isEqualTo("\\x00ff");
        assertThat(of(Kind.DATE, new RowBuilder().date(LocalDate.of(-1, 2, 3)))).isEqualTo("0002-02-03 BC");
        assertThat(of(Kind.DATE, new RowBuilder().int32(Integer.MIN_VALUE))).isEqualTo("-infinity");
        assertThat(of(Kind.TIME, new RowBuilder().int64(86_400_000_000L))).isEqualTo("24:00:00");
        assertThat(of(Kind.TIME, new RowBuilder().int64(52_186_000))).isEqualTo("00:00:52.186");
        assertThat(ValueText.of(
                        ColumnType.decimal(10, 2),
                        new RowBuilder().decimal(new BigDecimal("1E+2")).build(),
                        0))
                .isEqualTo("100");
    }

    @Test
    void aKeyIsTheValuesOfItsColumnsInItsOrder() {
        TableSchema table = new TableSchema(
                "t",
                List.of(
                        Column.of("code", ColumnType.of(Kind.TEXT), false),
                        Column.of("id", ColumnType.of(Kind.INT32), false)),
                List.of("id", "code"));

        assertThat(ValueText.key(table, new RowBuilder().text("a").int32(7).build()))
                .isEqualTo("7,a");
    }

    private static String of(Kind kind, RowBuilder row) {
        return ValueText.of(ColumnType.of(kind), row.build(), 0);
    }
}
