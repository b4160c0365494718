package com.terrifictotes.source;

import com.terrifictotes.change.ChangeKey;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a range of keys, read in a transaction of its own. Reading it again does no harm.
 *
 * @param table with one integer as its primary key
 * @param from the first key; null: from the least
 * @param to the key behind the last; null: to the greatest
 * @param cut the instant its rows carry, when the first load began: earlier than every cut
 * @param keys of the rows that were there when the first load began: no others are given out; null in a state from
 *     before keys were known: all are
 */
record ChunkSplit(
        String table,
        @Nullable Long from,
        @Nullable Long to,
        long cut,
        @Nullable LiveKeys keys) implements TotesysSplit {

    /** All rows of a range. */
    ChunkSplit(String table, @Nullable Long from, @Nullable Long to, long cut) {
        this(table, from, to, cut, null);
    }

    /** The same range, of rows with these keys alone. */
    ChunkSplit of(LiveKeys some) {
        return new ChunkSplit(table, from, to, cut, some);
    }

    /** Whether a row that lies in the range is given out. */
    boolean includes(ChangeKey key) {
        return keys == null || keys.contains(key);
    }

    @Override
    public String splitId() {
        return "%s [%s, %s)".formatted(table, from == null ? "least" : from, to == null ? "greatest" : to);
    }
}
