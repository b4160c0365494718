package com.terrifictotes.change;

import com.terrifictotes.catalog.Row;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * 128 bits that stand for a row's content.
 *
 * <p>Fingerprints are only compared within one key: an update is overlooked with a probability of 2^-128.
 *
 * @param high the first 64 bits
 * @param low the other 64 bits
 */
record Fingerprint(long high, long low) {

    private static final int SEED = 0;

    /**
     * The fingerprint of a row of which nothing is known but its bytes: those of its fields, lengths included, up to the
     * last that is not NULL. {@link TableContent} has that of a row whose table is known.
     */
    static Fingerprint of(Row row) {
        int end = row.size();
        while (end > 0 && row.isNull(end - 1)) {
            end--;
        }
        int from = Short.BYTES;
        int to = end == 0 ? from : row.start(end - 1) + row.length(end - 1);
        return of(row.tuple(), from, to);
    }

    /** The fingerprint of bytes. */
    static Fingerprint of(byte[] bytes, int from, int to) {
        long[] hash = MurmurHash3.hash128x64(bytes, from, to - from, SEED);
        return new Fingerprint(hash[0], hash[1]);
    }
}
