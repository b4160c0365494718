package com.terrifictotes.source;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a range of keys, read in a transaction of its own. Reading it again does no harm.
 *
 * @param table with one integer as its primary key
 * @param from the first key; null: from the least
 * @param to the key behind the last; null: to the greatest
 * @param cut the instant its rows carry, when the first load began: earlier than every cut
 */
record ChunkSplit(
        String table, @Nullable Long from, @Nullable Long to, long cut) implements TotesysSplit {

    @Override
    public String splitId() {
        return "%s [%s, %s)".formatted(table, from == null ? "least" : from, to == null ? "greatest" : to);
    }
}
