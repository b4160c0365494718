package com.terrifictotes.source;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Says up to which instant everything is read, when no more cuts will be taken: from the reader of the cuts to the
 * enumerator, and from there to all others, which tell it behind their own rows.
 *
 * @param instant of the last cut
 */
record CutIsClosed(long instant) implements SourceEvent {
    private static final long serialVersionUID = 1;
}
