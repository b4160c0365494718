package com.terrifictotes.source;

import com.terrifictotes.catalog.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a big table is divided for a first load. */
final class ChunkPlan {

    private ChunkPlan() {}

    /**
     * Chunks of equal ranges of keys that together hold every key there can be, the first and the last being open.
     *
     * @param least key of the table
     * @param greatest key of the table
     * @param rows about how many it has
     * @param chunkRows about how many a chunk should have
     */
    static List<ChunkSplit> divide(String table, long least, long greatest, long rows, long chunkRows, long cut) {
        long count = Math.max(1, -Math.floorDiv(-rows, chunkRows));
        // Unsigned, because keys can be further apart than a long counts; no key is left behind a width of 0.
        long rest = greatest - least;
        long width = Long.divideUnsigned(rest, count) + 1;
        List<ChunkSplit> chunks = new ArrayList<>();
        @Nullable Long from = null;
        for (long to = least + width; width != 0 && Long.compareUnsigned(rest, width) >= 0; to += width) {
            chunks.add(new ChunkSplit(table, from, to, cut));
            from = to;
            rest -= width;
        }
        chunks.add(new ChunkSplit(table, from, null, cut));
        return chunks;
    }

    /** The chunks that have any of the keys, each with its own. */
    static List<ChunkSplit> share(TableSchema table, LiveKeys keys, List<ChunkSplit> chunks) {
        NavigableMap<Long, KeyCollector> shares = new TreeMap<>();
        chunks.forEach(chunk -> shares.put(least(chunk), new KeyCollector()));
        keys.forEachNumber(key -> shares.floorEntry(key).getValue().addNumber(key));
        List<ChunkSplit> shared = new ArrayList<>();
        for (ChunkSplit chunk : chunks) {
            KeyCollector share = Objects.requireNonNull(shares.get(least(chunk)));
            if (!share.isEmpty()) {
                shared.add(chunk.of(LiveKeys.of(table, share)));
            }
        }
        return shared;
    }

    private static long least(ChunkSplit chunk) {
        Long from = chunk.from();
        return from == null ? Long.MIN_VALUE : from;
    }
}
