package com.terrifictotes.dimension;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.LongStream;

/** The keys of the rows that refer to one row looked up, in ascending order: one array, for there may be many. */
final class Members {

    static final Members NONE = new Members(new long[0]);

    private final long[] keys;

    private Members(long[] keys) {
        this.keys = keys;
    }

    /** @param keys in ascending order; not to be written to any more */
    static Members ofSorted(long... keys) {
        return new Members(keys);
    }

    /** Without those that left, with those that came. */
    Members after(Set<Long> left, Set<Long> came) {
        LongStream stayed = LongStream.of(keys).filter(key -> !left.contains(key));
        LongStream added = came.stream().mapToLong(Long::longValue);
        return new Members(LongStream.concat(stayed, added).sorted().distinct().toArray());
    }

    /** The keys, shared: not to be written to. */
    long[] keys() {
        return keys;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Members members && Arrays.equals(keys, members.keys);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys);
    }

    @Override
    public String toString() {
        return Arrays.toString(keys);
    }
}
