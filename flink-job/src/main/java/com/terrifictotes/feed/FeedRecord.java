package com.terrifictotes.feed;

import java.nio.charset.StandardCharsets;

/**
 * A change as the stream takes it.
 *
 * @param partitionKey the same for all changes of a row
 * @param json the change
 */
record FeedRecord(String partitionKey, String json) {

    /** The longest partition key that a stream takes, in characters. */
    static final int LONGEST_KEY = 256;

    FeedRecord {
        if (partitionKey.isEmpty() || partitionKey.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("Cannot send a change under a key of %d characters, expected 1 to %d"
                    .formatted(partitionKey.length(), LONGEST_KEY));
        }
    }

    /** Which of the {@link Lane lanes} it waits in: the same for all changes of a row, for ever. */
    int lane() {
        return Math.floorMod(partitionKey.hashCode(), Lane.COUNT);
    }

    /** What the stream counts of it: bytes of the key and of the change. */
    int size() {
        return utf8(partitionKey) + utf8(json);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
