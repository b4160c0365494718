package com.terrifictotes.change;

/**
 * What is remembered of a key.
 *
 * @param fingerprint of the content last seen
 * @param cut that saw it, see {@link RowVersion#cut()}
 * @param changes how many there have been
 */
record KnownRow(Fingerprint fingerprint, long cut, int changes) {}
