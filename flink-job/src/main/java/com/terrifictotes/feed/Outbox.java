package com.terrifictotes.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The changes that are to be sent, and which of them may be: those of a complete checkpoint. A change that no checkpoint
 * has vouched for may never have happened: after a crash its number is given to another.
 *
 * <p>A batch holds one change of a row at most, the first that is not sent. Whichever of a batch the stream takes, and in
 * whatever order, the changes of a row are sent in theirs, as long as one batch is on its way at a time.
 */
final class Outbox {

    /** How many records a request may have. */
    static final int MOST_RECORDS = 500;

    /** How many bytes the records of a request may have: 5 MiB, less room for what goes with them. */
    static final int MOST_BYTES = (5 << 20) - (64 << 10);

    private final Shelf shelf;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final List<Lane> turns;
    private final NavigableMap<Long, Map<Integer, Long>> begun = new TreeMap<>();

    /** @param lanes all of this subtask */
    Outbox(Shelf shelf, Collection<Lane> lanes) {
        this.shelf = shelf;
        this.turns = new ArrayList<>(lanes);
        lanes.forEach(lane -> this.lanes.put(lane.number(), lane));
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    /** Takes in a change. */
    void add(FeedRecord record) throws Exception {
        Lane lane = lane(record.lane());
        shelf.put(new Letter(lane.number(), lane.add(), record));
    }

    /** A checkpoint is taken: it holds all that was taken in so far. */
    void begin(long checkpoint) {
        Map<Integer, Long> positions = new HashMap<>();
        lanes.forEach((number, lane) -> positions.put(number, lane.next()));
        begun.put(checkpoint, positions);
    }

    /** A checkpoint is complete: what it holds may be sent. */
    void complete(long checkpoint) {
        Map<Integer, Long> positions = begun.getOrDefault(checkpoint, Map.of());
        positions.forEach((number, position) -> lane(number).settle(position));
        begun.headMap(checkpoint, true).clear();
    }

    /** Whether all that was taken in may be sent. */
    boolean isSettled() {
        return lanes.values().stream().allMatch(lane -> lane.settled() == lane.next());
    }

    /** Changes that are not sent yet. */
    long waiting() {
        return lanes.values().stream().mapToLong(Lane::waiting).sum();
    }

    /** What is to be sent next; nothing if there is nothing, or nothing yet. */
    List<Letter> next() throws Exception {
        Batch batch = new Batch();
        for (Lane lane : turns) {
            fill(batch, lane);
        }
        // Whoever was last is first the next time: a lane with much to send keeps no other waiting.
        Collections.rotate(turns, -1);
        return batch.letters;
    }

    /** A change is sent. */
    void sent(Letter letter) throws Exception {
        Lane lane = lane(letter.lane());
        long before = lane.first();
        lane.sent(letter.position());
        for (long position = before; position < lane.first(); position++) {
            shelf.remove(lane.number(), position);
        }
    }

    private void fill(Batch batch, Lane lane) throws Exception {
        boolean hasRoom = true;
        for (long position = lane.first(); hasRoom && position < lane.settled(); position++) {
            if (!lane.isSent(position)) {
                FeedRecord record = shelf.at(lane.number(), position);
                hasRoom = batch.add(new Letter(lane.number(), position, record));
            }
        }
    }

    private Lane lane(int number) {
        Lane lane = lanes.get(number);
        if (lane == null) {
            throw new IllegalArgumentException(
                    "Cannot find lane %d, expected one of this subtask: %s".formatted(number, lanes.keySet()));
        }
        return lane;
    }

    /** What fits in a request. */
    private static final class Batch {

        private final List<Letter> letters = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private long bytes;

        /** Adds a change, or says that there is no room for it, nor for any behind it in its lane. */
        boolean add(Letter letter) {
            int size = letter.record().size();
            boolean isRoom = letters.size() < MOST_RECORDS && bytes + size <= MOST_BYTES;
            if (!isRoom || !keys.add(letter.record().partitionKey())) {
                return false;
            }
            bytes += size;
            return letters.add(letter);
        }
    }
}
