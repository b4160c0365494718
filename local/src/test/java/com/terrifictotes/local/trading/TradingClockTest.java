package com.terrifictotes.local.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class TradingClockTest {
    @Test
    void timeGoesFromMinuteToMinuteAndOverTheWeekendAtOnce() {
        TradingClock clock = clock("2024-11-15T18:57:10.500Z", "2026-01-01T00:00:00Z");
        assertThat(next(clock)).isEqualTo("2024-11-15T18:58:10Z");
        assertThat(next(clock)).isEqualTo("2024-11-15T18:59:10Z");
        assertThat(next(clock)).isEqualTo("2024-11-18T08:00:10Z");
    }

    @Test
    void timeStopsAtTheWallClock() {
        TradingClock clock = clock("2024-11-15T10:00:10.500Z", "2024-11-15T10:02:00Z");
        assertThat(next(clock)).isEqualTo("2024-11-15T10:01:10Z");
        assertThat(next(clock)).isEqualTo("2024-11-15T10:02:00Z");
        assertThat(next(clock)).isEqualTo("2024-11-15T10:02:00Z");
    }

    @Test
    void timeNeverGoesBackEvenWhenTheLastTradeIsInTheFuture() {
        TradingClock clock = clock("2024-11-15T10:00:10.500Z", "2024-11-14T00:00:00Z");
        assertThat(next(clock)).isEqualTo("2024-11-15T10:00:10.500Z");
    }

    private static Instant next(TradingClock clock) {
        return Instant.ofEpochMilli(clock.next(10_000));
    }

    private static TradingClock clock(String lastTrade, String wallClock) {
        return new TradingClock(Instant.parse(lastTrade).toEpochMilli(), InstantSource.fixed(Instant.parse(wallClock)));
    }
}
