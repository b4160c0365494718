package com.terrifictotes.feed;

import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/** A stream that changes are sent to: the one thing to replace for another service. Used by one thread. */
interface FeedStream extends AutoCloseable {

    /**
     * Sends records.
     *
     * @param records no two with the same partition key
     * @return which of them the stream has taken, by their places; the others may be sent again
     * @throws IOException if nobody knows whether any was taken, and it may be tried again
     * @throws FeedException if trying again cannot help
     */
    BitSet send(List<FeedRecord> records) throws IOException;

    @Override
    void close();

    /** Opens the stream where the job runs. */
    @FunctionalInterface
    interface Opening extends Serializable {

        FeedStream open();
    }
}
