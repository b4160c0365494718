package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a row of a dimension gets a version, and from when on it holds.
 *
 * <p>Order is the order of the cuts; what a row says about itself only moves {@code valid_from} within it: it is
 * believed if it is not later than the cut and later than the version before. So {@code valid_from} always grows.
 */
final class VersionRule {

    private static final long MILLISECOND = 1000;

    private VersionRule() {}

    /** The next version, if what is seen differs from what is known. */
    static Optional<Version> next(@Nullable Version before, Seen now) {
        Row shown = now.shown();
        if (shown == null) {
            return closed(before, now);
        }
        if (before == null) {
            return Optional.of(Version.first(shown, created(now)));
        }
        if (before.isDeleted()) {
            return Optional.of(before.changed(shown, later(before, created(now), now)));
        }
        return before.shown().equals(shown)
                ? Optional.empty()
                : Optional.of(before.changed(shown, later(before, updated(now), now)));
    }

    private static Optional<Version> closed(@Nullable Version before, Seen now) {
        return before == null || before.isDeleted()
                ? Optional.empty()
                : Optional.of(before.deleted(later(before, now.cut(), now)));
    }

    private static long created(Seen now) {
        return RowTimes.isBelievable(now.createdAt(), now.cut()) ? now.createdAt() : now.cut();
    }

    /** The latest of the updates, if it is told; a silent one happened at some time before the cut. */
    private static long updated(Seen now) {
        long latest = now.updates().stream()
                .mapToLong(update -> update.instant(now.cut()))
                .max()
                .orElse(now.cut());
        boolean isTold =
                now.updates().stream().anyMatch(update -> update.instant(now.cut()) == latest && update.isTold());
        return isTold ? latest : now.cut();
    }

    private static long later(Version before, long instant, Seen now) {
        if (instant > before.validFrom()) {
            return instant;
        }
        return now.cut() > before.validFrom() ? now.cut() : before.validFrom() + MILLISECOND;
    }
}
