package com.terrifictotes.source;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The reading of one split, a batch at a time. */
interface SplitTask {

    /** How long until there is something to do; zero: now. */
    Duration untilDue(long nowMillis);

    /** Reads on. */
    Batch read(Session session) throws SQLException;

    /** After a failure: forget the transaction, begin it again at the next reading. */
    void restart();

    /**
     * What was read.
     *
     * @param readings in order
     * @param isFinished whether the split has no more
     */
    record Batch(List<Reading> readings, boolean isFinished) {

        /** Whether something is complete with it, so that it need not be read again after a failure. */
        boolean isMilestone() {
            return isFinished || (!readings.isEmpty() && readings.get(readings.size() - 1) instanceof Reading.Closed);
        }
    }
}
