package com.terrifictotes.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the database says of the transaction it is asked in.
 *
 * @param fence every transaction with a smaller id is finished; 64 bits
 * @param next the first id that no transaction has yet; 64 bits
 * @param clock the database's clock just before the snapshot, milliseconds since 1970-01-01 UTC: whatever it showed at
 *     that moment is in it
 * @param asOf up to when it has all that was committed in totesys: {@code clock}, or earlier on a standby that is behind
 * @param identity which database it is
 */
record Snapshot(long fence, long next, long clock, long asOf, Identity identity) {

    /**
     * The moment is that of BEGIN, which comes in one message with this query: by {@code clock_timestamp()} the snapshot
     * is already taken, and with cold caches some milliseconds old, so what was committed meanwhile would seem to be in it.
     *
     * <p>A primary's first checkpoint on its timeline may be minutes after it was promoted; until then, the end of its
     * recovery knows the timeline.
     */
    private static final String QUERY = """
            SELECT txid_snapshot_xmin(s), txid_snapshot_xmax(s),
                   floor(extract(epoch FROM transaction_timestamp()) * 1000)::bigint,
                   (SELECT system_identifier FROM pg_control_system()),
                   (SELECT greatest(c.timeline_id, r.min_recovery_end_timeline)
                    FROM pg_control_checkpoint() c, pg_control_recovery() r),
                   (SELECT oid FROM pg_database WHERE datname = current_database())
            FROM (SELECT txid_current_snapshot() s) q""";

    /** Of a primary, which shows what is committed. */
    Snapshot(long fence, long next, long clock, Identity identity) {
        this(fence, next, clock, clock, identity);
    }

    /**
     * Asks in the connection's transaction, and so fixes the snapshot that all of it sees.
     *
     * @param replayedUpTo what {@link Replay} said before the transaction began
     */
    static Snapshot take(Connection connection, long replayedUpTo) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(QUERY)) {
            result.next();
            Identity identity = new Identity(result.getLong(4), result.getLong(5), result.getLong(6));
            long clock = result.getLong(3);
            return new Snapshot(result.getLong(1), result.getLong(2), clock, Math.min(clock, replayedUpTo), identity);
        }
    }
}
