package com.terrifictotes.local.run;

import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.totesys.TotesysContent;
import com.terrifictotes.local.trading.LiveSettings;
import com.terrifictotes.local.trading.TradingHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the totesys of a home is filled with, and how it trades. */
final class TotesysOptions {

    /** What live trade has before it, until it has caught up with the present. */
    private static final Duration LIVE_AHEAD = Duration.ofDays(30);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Filled from <table>.csv files instead of an invented history.")
    private @Nullable Path data;

    @Option(names = "--orders", paramLabel = "N", description = "So many orders instead of 30 a working day.")
    private @Nullable Long orders;

    @Option(names = "--seed", paramLabel = "N", description = "Of the invented history and trade. Default: 1")
    private long seed = 1;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "Simulated seconds a second; 0 for no trade at all. Default: 600")
    private double speed = 600;

    /** @throws UsageException if the options contradict each other, or one has a value that cannot be */
    void check() {
        if (data != null && orders != null) {
            throw new UsageException("Cannot use --data and --orders together: the one brings its own rows");
        }
        if (orders != null && orders < 1) {
            throw new UsageException("Cannot use --orders %d, expected 1 or more".formatted(orders));
        }
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new UsageException("Cannot use --speed %s, expected 0 or more".formatted(speed));
        }
    }

    /** Whether it was said what to fill it with. */
    boolean isToBeFilled() {
        return data != null || orders != null;
    }

    TotesysContent content() {
        if (data != null) {
            return new TotesysContent.Csv(data);
        }
        OptionalLong count = orders == null ? OptionalLong.empty() : OptionalLong.of(orders);
        return new TotesysContent.History(new TradingHistory(seed, Instant.now().minus(LIVE_AHEAD), count));
    }

    /** How it trades; empty if it does not. */
    Optional<LiveSettings> trade() {
        return speed > 0 ? Optional.of(LiveSettings.watchable(seed).withSpeed(speed)) : Optional.empty();
    }
}
