package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.UserException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The warehouse did not become as new as the state of totesys it is to be compared with. */
public final class BehindException extends UserException {

    private static final long serialVersionUID = 1;

    private BehindException(String message) {
        super(message, null);
    }

    static BehindException of(Optional<Instant> completeTo, Instant expected, Duration wait) {
        return new BehindException(
                "Cannot compare at one cut: the warehouse is complete to %s, expected %s or later within %s. Is the pipeline running? A longer --wait helps one that is slow"
                        .formatted(completeTo.map(Instant::toString).orElse("nothing yet"), expected, wait));
    }

    static BehindException ofClock(Instant completeTo, Instant clock, Duration wait) {
        return new BehindException(
                "Cannot compare at one cut: the clock of totesys says %s, expected later than the cut of %s within %s. It was set back: try again when it has caught up"
                        .formatted(clock, completeTo, wait));
    }

    @Override
    public int exitCode() {
        return 1;
    }
}
