package com.terrifictotes.source;

import com.terrifictotes.change.RowVersion;

/** What a split reader hands over. */
sealed interface Reading {

    /** A row was read. */
    record Seen(RowVersion version) implements Reading {}

    /** A cut is complete: everything before was of it or of earlier ones. */
    record Closed(CutsSplit cuts) implements Reading {}
}
