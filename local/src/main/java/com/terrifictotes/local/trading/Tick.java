package com.terrifictotes.local.trading;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A moment of live trading.
 *
 * @param at the simulated time that goes into the rows, milliseconds since 1970, UTC
 */
record Tick(long at, Roster roster, Dice dice) {
    LocalDateTime time() {
        return time(at);
    }

    static LocalDateTime time(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1_000), Math.floorMod(millis, 1_000) * 1_000_000, ZoneOffset.UTC);
    }

    Trade anyTrade() {
        return trade(TradeMaker.anyKind(dice));
    }

    Trade trade(Trade.Kind kind) {
        return TradeMaker.trade(kind, at, roster, dice);
    }
}
