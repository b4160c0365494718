package com.terrifictotes.local.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessHoursTest {
    @ParameterizedTest
    @CsvSource({
        "2024-11-15T14:20:59, 2024-11-15T14:20", // Friday afternoon: the minute itself
        "2024-11-15T18:59:00, 2024-11-15T18:59",
        "2024-11-15T19:00:00, 2024-11-18T08:00", // Friday evening: Monday
        "2024-11-16T12:00:00, 2024-11-18T08:00",
        "2024-11-18T03:00:00, 2024-11-18T08:00" // Monday night: Monday morning
    })
    void nightsAndWeekendsAreSkipped(LocalDateTime from, LocalDateTime expected) {
        assertThat(BusinessHours.openMinuteFrom(BusinessHours.millis(from))).isEqualTo(BusinessHours.millis(expected));
    }

    @Test
    void theFirstOrderCameOnAThursday() {
        assertThat(BusinessHours.isOpen(BusinessHours.FOUNDED)).isTrue();
    }
}
