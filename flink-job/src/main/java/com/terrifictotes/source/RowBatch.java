package com.terrifictotes.source;

import com.terrifictotes.change.RowVersion;
import java.sql.SQLException;
import java.util.List;

/** How many rows are handed over at once. */
final class RowBatch {

    static final int MOST_ROWS = 2_000;
    private static final int MOST_BYTES = 4 << 20;

    private RowBatch() {}

    /**
     * Reads until the batch is full or there are no more.
     *
     * @return whether there may be more
     */
    static boolean fill(CopyRows rows, List<Reading> batch) throws SQLException {
        int bytes = 0;
        while (batch.size() < MOST_ROWS && bytes < MOST_BYTES) {
            RowVersion version = rows.next();
            if (version == null) {
                return false;
            }
            bytes += version.row().tuple().length;
            batch.add(new Reading.Seen(version));
        }
        return true;
    }
}
