package com.terrifictotes.change;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a row version is a change.
 *
 * <p>Content alone decides, never a timestamp of the row: rows are read again, clocks go backwards, and some updates
 * leave no trace in {@code last_updated}. A version of an earlier cut than the one last seen is out of date: only the
 * chunks of a first load can be late (they carry the cut the load began at), and what they saw, a cut has seen since.
 *
 * <p>So it is remembered, too, that a row is gone which nobody has seen: the chunk that saw it may be on its way yet, and
 * its row must not come to life. A key that comes back goes on counting.
 */
final class ChangeRule {

    /** What a version is, next to what is known. */
    enum Finding {
        /** The row is there for the first time, or again. */
        INSERTED,
        /** The row is another. */
        UPDATED,
        /** The row was there and is gone. */
        DELETED,
        /** The row is gone and was never seen: no change, but what saw it before is out of date. */
        NEVER_SEEN,
        /** Nothing happened. */
        READ_AGAIN,
        /** Something later is known. */
        OUT_OF_DATE
    }

    private ChangeRule() {}

    /** @param fingerprint of what the version says; null if its row is gone */
    static Finding judge(@Nullable KnownRow known, RowVersion version, @Nullable Fingerprint fingerprint) {
        if (known == null) {
            return version.isGone() ? Finding.NEVER_SEEN : Finding.INSERTED;
        }
        if (version.cut() < known.cut()) {
            return Finding.OUT_OF_DATE;
        }
        if (Objects.equals(known.fingerprint(), fingerprint)) {
            return Finding.READ_AGAIN;
        }
        if (version.isGone()) {
            return Finding.DELETED;
        }
        return known.isGone() ? Finding.INSERTED : Finding.UPDATED;
    }

    /** What is known after a change. */
    static KnownRow next(@Nullable KnownRow known, RowVersion version, @Nullable Fingerprint fingerprint) {
        int changes = known == null ? 0 : known.changes();
        return new KnownRow(fingerprint, version.cut(), changes + 1);
    }
}
