package com.terrifictotes.dimension;

/**
 * All that is remembered of a joined dimension.
 *
 * @param sources the rows of its source, as it shows them
 * @param lookups the rows looked up, as it shows them
 * @param members which rows of the source refer to a row looked up, by the key of the latter; of those that are there
 * @param versions the last version of each row
 */
record JoinMemory(Memory<Side> sources, Memory<Side> lookups, Memory<Members> members, Memory<Version> versions) {}
