package com.terrifictotes.job;

import static com.terrifictotes.job.OptionType.duration;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What happens when the database cannot be reached.
 *
 * @param giveUpAfter how long it is tried again before the job fails
 * @param longestPause the longest pause between two tries
 */
public record Retry(Duration giveUpAfter, Duration longestPause) implements Serializable {
    public static final Option<Duration> GIVE_UP_AFTER = new Option<>(
            SourceSettings.GROUP,
            "retry.give-up-after",
            duration(Duration.ZERO),
            "PT30M",
            "how long a database that cannot be reached is tried again before the job fails");

    public static final Option<Duration> BACKOFF_MAX = new Option<>(
            SourceSettings.GROUP,
            "retry.backoff.max",
            duration(OptionType.MOMENT),
            "PT30S",
            "the longest pause between two tries");

    static final List<Option<?>> OPTIONS = List.of(GIVE_UP_AFTER, BACKOFF_MAX);

    public Retry {
        GIVE_UP_AFTER.check(giveUpAfter);
        BACKOFF_MAX.check(longestPause);
    }

    static Retry of(SettingsReader reader) {
        return new Retry(reader.value(GIVE_UP_AFTER), reader.value(BACKOFF_MAX));
    }
}
