package com.terrifictotes.local.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CopyRowTest {
    @Test
    void valuesAreWrittenAsPostgresReadsThem() {
        CopyRow row = new CopyRow();
        row.number(-7).text("O'Totely\t\\").nothing().truth(true).cents(1_205);
        row.day(LocalDate.of(2024, 2, 29).toEpochDay());
        row.time(Instant.parse("2022-11-03T14:20:52.006Z").toEpochMilli());
        row.end();
        assertThat(new String(row.take(), StandardCharsets.UTF_8))
                .isEqualTo("-7\tO'Totely\\t\\\\\t\\N\tt\t12.05\t2024-02-29\t2022-11-03 14:20:52.006\n");
        assertThat(row.take()).isEmpty();
    }
}
