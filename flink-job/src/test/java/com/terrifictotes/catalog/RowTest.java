package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

    @Test
    void everyKindOfFieldIsReadAsItWasBuilt() {
        Row row = new RowBuilder()
                .int16(-2)
                .int32(-3)
                .int64(Long.MIN_VALUE)
                .float32(1.5f)
                .float64(Math.E)
                .bool(true)
                .text("O'Hara 🧺")
                .bytes(new byte[] {1, 0, -1})
                .date(LocalDate.of(1969, 12, 31))
                .timestamp(1)
                .int64(86_399_999_999L)
                .nothing()
                .build();

        assertThat(row.size()).isEqualTo(12);
        assertThat(row.integer(0)).isEqualTo(-2);
        assertThat(row.integer(1)).isEqualTo(-3);
        assertThat(row.integer(2)).isEqualTo(Long.MIN_VALUE);
        assertThat(row.float32(3)).isEqualTo(1.5f);
        assertThat(row.float64(4)).isEqualTo(Math.E);
        assertThat(row.bool(5)).isTrue();
        assertThat(row.text(6)).isEqualTo("O'Hara 🧺");
        assertThat(row.bytes(7).get(2)).isEqualTo((byte) -1);
        assertThat(row.epochDay(8)).isEqualTo(-1);
        assertThat(row.epochMicros(9)).isEqualTo(1);
        assertThat(row.microsOfDay(10)).isEqualTo(86_399_999_999L);
        assertThat(row.isNull(11)).isTrue();
        assertThat(row.length(11)).isEqualTo(-1);
    }

    @Test
    void itsBytesAreATupleOfBinaryCopy() {
        Row row = new RowBuilder().int32(7).nothing().text("ab").build();

        assertThat(row.tuple())
                .isEqualTo(HexFormat.of().parseHex("0003" + "0000000400000007" + "ffffffff" + "000000026162"));
        assertThat(Row.of(row.tuple())).isEqualTo(row).hasSameHashCodeAs(row);
    }

    @Test
    void emptyTextIsNotNull() {
        Row row = new RowBuilder().text("").nothing().build();

        assertThat(row.isNull(0)).isFalse();
        assertThat(row.text(0)).isEmpty();
        assertThat(row.isNull(1)).isTrue();
        assertThat(row).isNotEqualTo(new RowBuilder().nothing().text("").build());
    }

    @Test
    void datesAndTimestampsCountFromNineteenSeventy() {
        Row row = new RowBuilder()
                .int32(0)
                .int64(0)
                .timestamp(Instant.parse("2024-11-15T14:20:52.186Z").toEpochMilli() * 1000)
                .build();

        assertThat(LocalDate.ofEpochDay(row.epochDay(0))).isEqualTo("2000-01-01");
        assertThat(row.epochMicros(1))
                .isEqualTo(Instant.parse("2000-01-01T00:00:00Z").toEpochMilli() * 1000);
        assertThat(row.dateTime(2)).isEqualTo(LocalDateTime.parse("2024-11-15T14:20:52.186"));
    }

    @Test
    void infinitiesStayWhatTheyAre() {
        Row row = new RowBuilder()
                .int32(Integer.MAX_VALUE)
                .int32(Integer.MIN_VALUE)
                .timestamp(Row.INFINITELY_LATE)
                .timestamp(Row.INFINITELY_EARLY)
                .build();

        assertThat(row.epochDay(0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(row.epochDay(1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(row.epochMicros(2)).isEqualTo(Row.INFINITELY_LATE);
        assertThat(row.epochMicros(3)).isEqualTo(Row.INFINITELY_EARLY);
        assertThat(row.hasEpochMicros(2)).isTrue();
        assertThat(row.hasEpochMicros(3)).isTrue();
    }

    @Test
    void aTimestampTooLateToCountFromNineteenSeventyIsNeverWrapped() {
        Row row = new RowBuilder()
                .timestamp(Row.LATEST_MICROS)
                .int64(9_223_371_331_199_999_999L)
                .build();

        assertThat(row.hasEpochMicros(0)).isTrue();
        assertThat(row.epochMicros(0)).isEqualTo(Row.LATEST_MICROS);
        assertThat(row.hasEpochMicros(1)).isFalse();
        assertThatThrownBy(() -> row.epochMicros(1)).isInstanceOf(ArithmeticException.class);
        assertThat(row.dateTime(1)).isEqualTo(LocalDateTime.parse("+294276-12-31T23:59:59.999999"));
    }

    @Test
    void aCopiedFieldHasTheSameBytes() {
        Row row = new RowBuilder().text("tote").nothing().int16(9).build();

        assertThat(new RowBuilder().copy(row, 2).copy(row, 1).copy(row, 0).build())
                .isEqualTo(new RowBuilder().int16(9).nothing().text("tote").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "ffff", "0001", "00010000", "000100000004000000", "0001000000017f00", "000000"})
    void bytesThatAreNotExactlyOneTupleAreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Row.of(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read a row: bytes ")
                .hasMessageEndingWith("are not exactly one tuple of binary COPY");
    }

    @Test
    void itDoesNotTellItsValues() {
        Row row = new RowBuilder().text("secret").build();

        assertThat(row).hasToString("Row[1 fields, 12 bytes]");
        assertThat(row.bytes(0)).isEqualTo(StandardCharsets.UTF_8.encode("secret"));
        assertThat(row.bytes(0).isReadOnly()).isTrue();
    }
}
