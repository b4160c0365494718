package com.terrifictotes.source;

import com.terrifictotes.change.ChangeKey;
import java.util.HashSet;
import java.util.Set;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Keys of rows of one table as they come. For one thread: {@link LiveKeys} are what threads share. */
final class KeyCollector {

    private final Roaring64Bitmap numbers = new Roaring64Bitmap();
    private final Set<ChangeKey> others = new HashSet<>();

    void add(ChangeKey key) {
        if (key.isNumber()) {
            numbers.addLong(key.number());
        } else {
            others.add(key);
        }
    }

    void addNumber(long number) {
        numbers.addLong(number);
    }

    boolean isEmpty() {
        return numbers.isEmpty() && others.isEmpty();
    }

    /** How many different ones there are. */
    long size() {
        return numbers.getLongCardinality() + others.size();
    }

    /** Not to be written to. */
    Roaring64Bitmap numbers() {
        return numbers;
    }

    /** Not to be written to. */
    Set<ChangeKey> others() {
        return others;
    }
}
