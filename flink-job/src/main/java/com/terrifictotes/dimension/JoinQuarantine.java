package com.terrifictotes.dimension;

import com.terrifictotes.change.QuarantineMemory;

/**
 * Which rows of a joined dimension are in quarantine, by their keys.
 *
 * @param sources the rows of its source
 * @param lookups the rows looked up
 */
record JoinQuarantine(Memory<Boolean> sources, Memory<Boolean> lookups) {

    /** That of one row. */
    QuarantineMemory of(JoinSide side, long key) {
        Memory<Boolean> memory = side.isLookup() ? lookups : sources;
        return new QuarantineMemory() {
            @Override
            public boolean isQuarantined() throws Exception {
                return memory.recall(key) != null;
            }

            @Override
            public void keep() throws Exception {
                memory.keep(key, true);
            }

            @Override
            public void forget() throws Exception {
                memory.forget(key);
            }
        };
    }
}
