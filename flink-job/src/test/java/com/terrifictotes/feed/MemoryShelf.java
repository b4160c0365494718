package com.terrifictotes.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A shelf in memory. */
final class MemoryShelf implements Shelf {

    private final Map<String, FeedRecord> records = new HashMap<>();

    @Override
    public void put(Letter letter) {
        records.put(place(letter.lane(), letter.position()), letter.record());
    }

    @Override
    public FeedRecord at(int lane, long position) {
        return Objects.requireNonNull(records.get(place(lane, position)));
    }

    @Override
    public void remove(int lane, long position) {
        records.remove(place(lane, position));
    }

    /** How many changes lie there. */
    int size() {
        return records.size();
    }

    private static String place(int lane, long position) {
        return lane + "/" + position;
    }
}
