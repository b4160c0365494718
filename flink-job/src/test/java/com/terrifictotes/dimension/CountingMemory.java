package com.terrifictotes.dimension;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A memory that counts how often it is asked. */
final class CountingMemory<T> implements Memory<T> {

    private final Map<Long, T> values = new HashMap<>();
    private int reads;
    private int writes;

    static JoinMemory ofJoin() {
        return new JoinMemory(
                new CountingMemory<>(), new CountingMemory<>(), new CountingMemory<>(), new CountingMemory<>());
    }

    /** How often all of them were asked since this was last asked: reads and writes. */
    static String accesses(JoinMemory memory) {
        return "sources %s, lookups %s, members %s, versions %s"
                .formatted(
                        taken(memory.sources()),
                        taken(memory.lookups()),
                        taken(memory.members()),
                        taken(memory.versions()));
    }

    private static String taken(Memory<?> memory) {
        CountingMemory<?> counting = (CountingMemory<?>) memory;
        String counts = "%dr %dw".formatted(counting.reads, counting.writes);
        counting.reads = 0;
        counting.writes = 0;
        return counts;
    }

    @Override
    public @Nullable T recall(long key) {
        reads++;
        return values.get(key);
    }

    @Override
    public void keep(long key, T value) {
        writes++;
        values.put(key, value);
    }

    @Override
    public void forget(long key) {
        writes++;
        values.remove(key);
    }
}
