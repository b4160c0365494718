package com.terrifictotes.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long the pipeline runs. */
public enum Mode {
    /** Cut after cut, until it is stopped. */
    CONTINUOUS,
    /** Everything that is there, then finish. */
    BOUNDED;

    /** The word for it in the settings, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(word))
                .findFirst();
    }
}
