package com.terrifictotes.local.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPlanTest {
    private static final Instant END = Instant.parse("2024-11-15T14:40:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 500, 15_836, 3_000_000})
    void aNumberOfOrdersIsMetExactly(long orders) {
        HistoryPlan plan = HistoryPlan.until(END, OptionalLong.of(orders), 1);
        assertThat(plan.days().stream().mapToLong(TradingDay::orders).sum()).isEqualTo(orders);
    }

    @Test
    void theRealCompanyHadThirtyOrdersADay() {
        HistoryPlan plan = HistoryPlan.until(END, OptionalLong.empty(), 1);
        assertThat(plan.orders()).isBetween(15_700L, 16_100L);
        assertThat(plan.days()).allMatch(day -> BusinessHours.isWorkingDay(day.epochDay()));
    }

    @Test
    void timesOfADayAscendAndEndBeforeTheEnd() {
        HistoryPlan plan = HistoryPlan.until(END, OptionalLong.of(2_000_000), 1);
        long before = Long.MIN_VALUE;
        for (TradingDay day : plan.days()) {
            long[] times = day.orderTimes(1);
            assertThat(times).isSorted().doesNotHaveDuplicates();
            assertThat(times[0]).isGreaterThan(before);
            before = times[times.length - 1];
        }
        assertThat(before).isLessThan(END.toEpochMilli());
    }

    @Test
    void aSeedGivesTheSameTimesAndAnotherSeedOthers() {
        TradingDay day = HistoryPlan.until(END, OptionalLong.empty(), 1).days().get(3);
        assertThat(day.orderTimes(1)).isEqualTo(day.orderTimes(1)).isNotEqualTo(day.orderTimes(2));
        assertThat(Arrays.stream(day.orderTimes(1)).allMatch(BusinessHours::isOpen))
                .isTrue();
    }
}
