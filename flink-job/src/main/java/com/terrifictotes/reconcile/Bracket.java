package com.terrifictotes.reconcile;

import java.sql.SQLException;

/**
 * A state of the copies between two snapshots of totesys: what they show is what totesys was at a moment between the two.
 *
 * @param before taken before the cut of the view began
 * @param view of the copies, complete to that cut
 * @param after taken when the cut was published
 */
record Bracket(Snapshot before, View view, Snapshot after) {

    /** Says something to totesys: it may end a session that is silent within a transaction. */
    void keepAlive() throws SQLException {
        before.keepAlive();
        after.keepAlive();
    }
}
