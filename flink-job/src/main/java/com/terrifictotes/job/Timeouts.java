package com.terrifictotes.job;

import static com.terrifictotes.job.OptionType.duration;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How long the database may keep the job waiting.
 *
 * @param statement the longest wait for a single answer
 * @param connect the longest wait for a connection to one host of the URL
 */
public record Timeouts(Duration statement, Duration connect) implements Serializable {
    public static final Option<Duration> STATEMENT = new Option<>(
            SourceSettings.GROUP,
            "statement.timeout",
            duration(Duration.ofMillis(100), Duration.ofDays(1)),
            "PT2M",
            "the longest wait for a single answer of the database; scanning a large table without finding anything is one");

    public static final Option<Duration> CONNECT = new Option<>(
            SourceSettings.GROUP,
            "connect.timeout",
            duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "PT10S",
            "the longest wait for a connection to one host of the URL");

    static final List<Option<?>> OPTIONS = List.of(STATEMENT, CONNECT);

    public Timeouts {
        STATEMENT.check(statement);
        CONNECT.check(connect);
    }

    static Timeouts of(SettingsReader reader) {
        return new Timeouts(reader.value(STATEMENT), reader.value(CONNECT));
    }
}
