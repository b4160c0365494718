package com.terrifictotes.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Up to which moment a database shows what was committed in the primary it may be a standby of: what a connection is
 * asked before a snapshot is taken on it, so that the snapshot has at least that.
 *
 * <p>A standby is complete up to the time of the last transaction it has replayed, by the primary's clock: commits are in
 * the log in such an order that whatever a client of the primary knew to be committed by then comes before. A quiet
 * primary commits nothing, so this would stand still. If the standby streams, has replayed all it received, and nothing
 * has come for {@value #QUIET_MILLIS} ms, it is taken to be complete up to that long ago. That there is a stream tells
 * {@code pg_stat_wal_receiver} to everybody; how it does, to few.
 */
final class Replay {

    private static final String QUERY = """
            SELECT pg_is_in_recovery(),
                   floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint,
                   floor(extract(epoch FROM coalesce(
                       pg_last_xact_replay_timestamp(), (SELECT checkpoint_time FROM pg_control_checkpoint()))) * 1000)::bigint,
                   (SELECT max(pid) || '/' || pg_last_wal_receive_lsn()
                    FROM pg_stat_wal_receiver WHERE pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn())""";

    private static final long QUIET_MILLIS = 1_000;
    private static final String BEHIND = "";

    private boolean isPrimary;
    private String state = BEHIND;
    private long quietSince;

    /**
     * Asks, in auto-commit. A primary is asked once: it becomes a standby only by a restart, which no connection outlives.
     *
     * @return milliseconds since 1970-01-01 UTC; {@link Long#MAX_VALUE} for a primary, which is always up to date
     */
    long upTo(Connection connection) throws SQLException {
        if (isPrimary) {
            return Long.MAX_VALUE;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            isPrimary = !row.getBoolean(1);
            String stream = row.getString(4);
            return isPrimary
                    ? Long.MAX_VALUE
                    : ofStandby(row.getLong(2), row.getLong(3), stream == null ? BEHIND : stream);
        }
    }

    /**
     * Of a standby.
     *
     * @param stream which stream it follows, and how far, if it has replayed all of it; else {@value #BEHIND}
     */
    private long ofStandby(long clock, long replayed, String stream) {
        if (stream.equals(BEHIND) || !stream.equals(state) || clock < quietSince) {
            state = stream;
            quietSince = clock;
        }
        boolean isQuiet = !state.equals(BEHIND) && clock - quietSince >= QUIET_MILLIS;
        return isQuiet ? Math.max(replayed, clock - QUIET_MILLIS) : replayed;
    }
}
