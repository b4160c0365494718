package com.terrifictotes.change;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a key.
 *
 * @param fingerprint of the content last seen; null if the row is gone
 * @param cut that saw it, or the first that did not any more, see {@link RowVersion#cut()}
 * @param changes how many there have been; 0 of a row that was gone before anybody saw it
 */
record KnownRow(@Nullable Fingerprint fingerprint, long cut, int changes) {

    /** A row that is gone and was never seen. */
    static KnownRow neverSeen(long cut) {
        return new KnownRow(null, cut, 0);
    }

    boolean isGone() {
        return fingerprint == null;
    }
}
