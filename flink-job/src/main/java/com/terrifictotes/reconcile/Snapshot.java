package com.terrifictotes.reconcile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * One state of all of totesys.
 *
 * @param connection every statement on which sees that state
 * @param instant on the clock of totesys, to the millisecond, when the snapshot had been taken: a cut of this or a later
 *     instant was begun after it
 * @param oldest every transaction with a smaller id was finished
 * @param next the first id that no transaction had
 */
record Snapshot(Connection connection, Instant instant, long oldest, long next) {

    /** The clock is asked in the SELECT, so the snapshot comes before it; rounded up, so that no instant is too early. */
    private static final String QUERY = """
            SELECT txid_snapshot_xmin(s), txid_snapshot_xmax(s),
                   ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint
            FROM (SELECT txid_current_snapshot() s) q""";

    /** Takes the snapshot that the connection's transaction is to see. */
    static Snapshot take(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new Snapshot(connection, Instant.ofEpochMilli(row.getLong(3)), row.getLong(1), row.getLong(2));
        }
    }

    /** Whether nothing at all was written from this snapshot until a later one. */
    boolean isStillThatOf(Snapshot later) {
        return oldest == next && next == later.next;
    }

    /** Says something on the connection: the database may end one that is silent within a transaction. */
    void keepAlive() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
