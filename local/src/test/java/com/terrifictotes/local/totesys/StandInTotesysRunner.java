package com.terrifictotes.local.totesys;

import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.trading.TradingHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Fills a totesys of any size and says how long it took: {@code StandInTotesysRunner <folder> <orders>}. */
final class StandInTotesysRunner {
    private StandInTotesysRunner() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        OptionalLong orders = OptionalLong.of(Long.parseLong(arguments[1]));
        Instant start = Instant.now();
        TradingHistory history = new TradingHistory(1, start, orders);
        Instant[] lastRow = {start};
        try (StandInTotesys totesys = StandInTotesys.open(
                folder,
                Durability.FAST,
                new TotesysContent.History(history),
                (done, total) -> lastRow[0] = Instant.now())) {
            System.out.printf(
                    "%s: rows after %.1f s, keys after %.1f s%n",
                    totesys.jdbcUrl(),
                    Duration.between(start, lastRow[0]).toMillis() / 1e3,
                    Duration.between(start, Instant.now()).toMillis() / 1e3);
        }
    }
}
