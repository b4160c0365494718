package com.terrifictotes.source;

import java.util.ArrayList;
import java.util.List;
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
        long width = Math.max(1, -Math.floorDiv(-Math.addExact(Math.subtractExact(greatest, least), 1), count));
        List<ChunkSplit> chunks = new ArrayList<>();
        @Nullable Long from = null;
        for (long to = least + width; to <= greatest; to += width) {
            chunks.add(new ChunkSplit(table, from, to, cut));
            from = to;
        }
        chunks.add(new ChunkSplit(table, from, null, cut));
        return chunks;
    }
}
