package com.terrifictotes.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** A stream in memory, which takes what it is told to. */
final class FakeStream implements FeedStream {

    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private volatile Predicate<FeedRecord> takes = record -> true;
    private volatile boolean isAway;
    private volatile boolean isGone;
    private volatile boolean isClosed;

    /** From now on it takes only these. */
    void takeOnly(Predicate<FeedRecord> records) {
        takes = records;
    }

    /** It cannot be reached, or can be again. */
    void away(boolean now) {
        isAway = now;
    }

    /** It is not there any more. */
    void vanish() {
        isGone = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** All that it has taken, in order. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public BitSet send(List<FeedRecord> records) throws IOException {
        if (isGone) {
            throw new FeedException("Cannot send changes to the stream: it is gone", null);
        }
        if (isAway) {
            throw new IOException("the stream is away");
        }
        BitSet places = new BitSet();
        for (int place = 0; place < records.size(); place++) {
            FeedRecord record = records.get(place);
            if (takes.test(record)) {
                taken.add(record.partitionKey() + " " + record.json());
                places.set(place);
            }
        }
        return places;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
