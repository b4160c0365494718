package com.terrifictotes.change;

import com.terrifictotes.catalog.Row;

/**
 * A row as one cut saw it.
 *
 * @param key which row
 * @param cut the instant of the cut, milliseconds since 1970-01-01 UTC on the source's clock
 * @param xid the id of the (sub)transaction that wrote this version, as {@code xmin} has it: 32 bits, unsigned
 * @param row its values
 */
public record RowVersion(ChangeKey key, long cut, long xid, Row row) {}
