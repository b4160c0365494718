package com.terrifictotes.change;

import com.terrifictotes.catalog.Row;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * 128 bits that stand for a row's content.
 *
 * <p>Fields of NULL at the end do not count, so that a column added to a table changes nothing about the rows that have
 * no value in it. Fingerprints are only compared within one key: an update is overlooked with a probability of 2^-128.
 *
 * @param high the first 64 bits
 * @param low the other 64 bits
 */
record Fingerprint(long high, long low) {

    private static final int SEED = 0;

    /** The fingerprint of a row: of the bytes of its fields, lengths included, up to the last that is not NULL. */
    static Fingerprint of(Row row) {
        int end = row.size();
        while (end > 0 && row.isNull(end - 1)) {
            end--;
        }
        int from = Short.BYTES;
        int to = end == 0 ? from : row.start(end - 1) + row.length(end - 1);
        long[] hash = MurmurHash3.hash128x64(row.tuple(), from, to - from, SEED);
        return new Fingerprint(hash[0], hash[1]);
    }
}
