package com.terrifictotes.change;

import org.jspecify.annotations.Nullable;

/**
 * When a row version is a change.
 *
 * <p>Content alone decides, never a timestamp of the row: rows are read again, clocks go backwards, and some updates
 * leave no trace in {@code last_updated}. A version of an earlier cut than the one last seen is out of date: only the
 * chunks of a first load can be late (they carry the cut the load began at), and what they saw, a cut has seen since.
 */
final class ChangeRule {

    /** What a version is, next to what is known. */
    enum Finding {
        CHANGED,
        READ_AGAIN,
        OUT_OF_DATE
    }

    private ChangeRule() {}

    static Finding judge(@Nullable KnownRow known, RowVersion version, Fingerprint fingerprint) {
        if (known == null) {
            return Finding.CHANGED;
        }
        if (version.cut() < known.cut()) {
            return Finding.OUT_OF_DATE;
        }
        return known.fingerprint().equals(fingerprint) ? Finding.READ_AGAIN : Finding.CHANGED;
    }

    static KnownRow next(@Nullable KnownRow known, RowVersion version, Fingerprint fingerprint) {
        int changes = known == null ? 0 : known.changes();
        return new KnownRow(fingerprint, version.cut(), changes + 1);
    }
}
