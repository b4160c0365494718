package com.terrifictotes.local.preflight;

import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Looks at what totesys is like at this moment: its clock, what is being written, whether it is a standby. */
final class MomentLook {

    /** Further apart, somebody will wonder about freshness. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);
    /** A client's clock may be this much ahead; a time zone is more. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final String CLOCK = "SELECT extract(epoch FROM clock_timestamp())::float8";

    private static final String STANDBY = """
            SELECT current_setting('hot_standby_feedback')::bool, current_setting('max_standby_streaming_delay'),
                   extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8
            WHERE pg_is_in_recovery()""";

    /** Locks on their own ids are what everybody may see of the writers of a cluster. */
    private static final String WRITERS = """
            SELECT l.transactionid::text,
                   coalesce('process ' || l.pid || coalesce(' of ' || a.usename, ''), 'prepared as ' || p.gid),
                   extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, p.prepared))::float8
            FROM pg_catalog.pg_locks l
            LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            LEFT JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = l.transactionid
            WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
            ORDER BY age(l.transactionid) DESC""";

    private static final long BREATH_MILLIS = 50;

    private static final String NEWEST = """
            SELECT extract(epoch FROM %s - (clock_timestamp() AT TIME ZONE 'UTC'))::float8
            FROM %s ORDER BY %s DESC LIMIT 1""";

    private final Section section;
    private final Duration tooLong;
    private double secondsAhead = Double.NEGATIVE_INFINITY;
    private String newest = "";

    /** @param tooLong how long a writing transaction is watched before a word is lost about it */
    MomentLook(Section section, Duration tooLong) {
        this.section = section;
        this.tooLong = tooLong;
    }

    void look(Connection connection, SourceCatalog catalog) throws SQLException {
        standby(connection);
        clock(connection);
        zone(connection, catalog);
        writers(connection);
    }

    private void standby(Connection connection) throws SQLException {
        Look.ask(connection, STANDBY, row -> {
            section.fine("It is a standby, %.0f s behind the last commit it was told of".formatted(row.getDouble(3)));
            if (!row.getBoolean(1)) {
                section.advise(
                        "Cuts that take longer than max_standby_streaming_delay (%s) may be cancelled and taken again: if cuts keep failing, set hot_standby_feedback = on"
                                .formatted(row.getString(2)));
            }
        });
    }

    private void clock(Connection connection) throws SQLException {
        double here = System.currentTimeMillis() / 1000.0;
        Look.ask(connection, CLOCK, row -> {
            double apart = row.getDouble(1) - here;
            if (Math.abs(apart) > CLOCKS_APART.toSeconds()) {
                section.advise(
                        "Its clock is %.0f s %s this machine's: cuts are named by its clock, so freshness looks wrong by as much. Is there a time service on both?"
                                .formatted(Math.abs(apart), apart > 0 ? "ahead of" : "behind"));
            } else {
                section.fine("Its clock agrees with this machine's");
            }
        });
    }

    /** Times have no zone in totesys and are taken for UTC: one written in a zone east of it lies in the future. */
    private void zone(Connection connection, SourceCatalog catalog) throws SQLException {
        for (TableSchema table : catalog.tables()) {
            if (hasTime(table) && table.hasIntegerKey()) {
                String name = Sql.table(catalog.namespace(), table.name());
                String key = Sql.identifier(table.primaryKey().get(0));
                String query = NEWEST.formatted(Sql.identifier(StarSchema.CREATED_AT), name, key);
                Look.ask(connection, query, row -> see(table, row.getDouble(1)));
            }
        }
        if (secondsAhead > AHEAD.toSeconds()) {
            section.advise(
                    "The newest %s.created_at is %.1f hours in the future: timestamps without time zone are taken for UTC. Does somebody write local time?"
                            .formatted(
                                    newest, secondsAhead / Duration.ofHours(1).toSeconds()));
        } else if (!newest.isEmpty()) {
            section.fine("No created_at is in the future: times seem to be UTC");
        }
    }

    private void see(TableSchema table, double seconds) {
        if (seconds > secondsAhead) {
            secondsAhead = seconds;
            newest = table.name();
        }
    }

    private static boolean hasTime(TableSchema table) {
        return table.has(StarSchema.CREATED_AT)
                && table.columns()
                                .get(table.index(StarSchema.CREATED_AT))
                                .type()
                                .kind()
                        == ColumnType.Kind.TIMESTAMP;
    }

    private void writers(Connection connection) throws SQLException {
        Map<String, String> writers = open(connection);
        long until = System.nanoTime() + tooLong.toNanos();
        while (!writers.isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(BREATH_MILLIS).toNanos());
            writers.keySet().retainAll(open(connection).keySet());
        }
        if (writers.isEmpty()) {
            section.fine("No writing transaction stays open for longer than %s".formatted(tooLong));
        } else {
            section.advise(
                    "A writing transaction stays open (%s): nothing waits for it and nothing is lost, but rows written since are read again at every cut until it ends"
                            .formatted(writers.values().iterator().next()));
        }
    }

    /** The writers by their ids, the oldest first. */
    private static Map<String, String> open(Connection connection) throws SQLException {
        Map<String, String> writers = new LinkedHashMap<>();
        Look.ask(connection, WRITERS, row -> {
            double seconds = row.getDouble(3);
            String since = row.wasNull() ? "" : ", for %.0f s".formatted(seconds);
            writers.put(row.getString(1), row.getString(2) + since);
        });
        return writers;
    }
}
