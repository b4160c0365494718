package com.terrifictotes.job;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting, declared once: what reads it, what checks it and what documents it all look here.
 *
 * @param group the property group it belongs to, such as {@code Source}
 * @param key its key in the group, such as {@code poll.interval}
 * @param defaultText what counts when the user says nothing, as the user would write it; null if the user has to say it
 * @param meaning what it does, for the documentation, as a phrase without a full stop
 */
public record Option<T>(
        String group,
        String key,
        OptionType<T> type,
        @Nullable String defaultText,
        String meaning) {
    public Option {
        if (defaultText != null) {
            type.parse(defaultText);
        }
    }

    static <T> Option<T> required(String group, String key, OptionType<T> type, String meaning) {
        return new Option<>(group, key, type, null, meaning);
    }

    /** The name by which messages call it, such as {@code Source: poll.interval}. */
    public String name() {
        return group + ": " + key;
    }

    /** Whether the user has to say it, because no default makes sense. */
    boolean isRequired() {
        return defaultText == null;
    }

    /** What is wrong with a value given by the user; null stands for a value not given. */
    Optional<String> problem(@Nullable String given) {
        String text = textOf(given);
        if (text == null) {
            return Optional.of(name() + ": is missing, expected " + type.expected());
        }
        try {
            type.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(name() + ": " + e.getMessage());
        }
    }

    /** The value given by the user, or the default if null; to be called when {@link #problem} found none. */
    T value(@Nullable String given) {
        String text = textOf(given);
        if (text == null) {
            throw new IllegalArgumentException("Cannot do without " + name());
        }
        return type.parse(text);
    }

    /** The same check for a value that was not read from text. */
    T check(T value) {
        try {
            return type.check(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name() + ": " + e.getMessage(), e);
        }
    }

    private @Nullable String textOf(@Nullable String given) {
        return given == null ? defaultText : given;
    }
}
