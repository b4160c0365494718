package com.terrifictotes.job;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value, and which values are accepted.
 *
 * @param expected what a user should write, continuing "expected …"
 * @param read makes a value of a text; empty if it is none, or an IllegalArgumentException with a reason of its own
 * @param accepts which of the values that can be read may be used
 */
public record OptionType<T>(String expected, Function<String, Optional<T>> read, Predicate<T> accepts) {
    /** The shortest interval that makes sense: anything below would only spin. */
    static final Duration MOMENT = Duration.ofMillis(20);

    private static final Duration LONGEST = Duration.ofDays(366);

    /** A type whose values are checked by their own constructor, with messages of their own. */
    static <T> OptionType<T> ofChecked(String expected, Function<String, T> read) {
        return new OptionType<>(expected, text -> Optional.of(read.apply(text)), value -> true);
    }

    static OptionType<Duration> duration(Duration least) {
        return duration(least, LONGEST);
    }

    static OptionType<Duration> duration(Duration least, Duration most) {
        return new OptionType<>(
                "an ISO-8601 duration from %s to %s, such as PT5S".formatted(least, most),
                attempt(Duration::parse),
                value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
    }

    static OptionType<Long> number(long least, long most) {
        return new OptionType<>(
                "a whole number from %d to %d".formatted(least, most),
                attempt(Long::valueOf),
                value -> value >= least && value <= most);
    }

    /** A part of a whole. */
    static OptionType<BigDecimal> share() {
        return new OptionType<>(
                "a number from 0 to 1, such as 0.01",
                attempt(BigDecimal::new),
                value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0);
    }

    static OptionType<String> text(String expected, Pattern pattern) {
        return new OptionType<>(
                expected, Optional::of, text -> pattern.matcher(text).matches());
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if the text is not as expected; the message is fit for the user's eyes
     */
    T parse(String text) {
        return read.apply(text).filter(accepts).orElseThrow(() -> unusable(text));
    }

    /** @throws IllegalArgumentException if the value is not as expected */
    T check(T value) {
        if (!accepts.test(value)) {
            throw unusable(String.valueOf(value));
        }
        return value;
    }

    private static <T> Function<String, Optional<T>> attempt(Function<String, T> parser) {
        return text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (NumberFormatException | DateTimeException e) {
                return Optional.empty();
            }
        };
    }

    private IllegalArgumentException unusable(String text) {
        return new IllegalArgumentException("Cannot use %s, expected %s".formatted(shown(text), expected));
    }

    /** Whoever mixes up two keys may have put a whole address, or a JSON secret, where a number belongs. */
    private static String shown(String text) {
        boolean mayHoldPassword = text.contains("@") || text.contains("{") || text.contains("password");
        return mayHoldPassword ? "the value (not shown, it may hold a password)" : "\"" + text + "\"";
    }
}
