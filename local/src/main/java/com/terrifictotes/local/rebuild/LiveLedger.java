package com.terrifictotes.local.rebuild;

import com.terrifictotes.local.EnvironmentException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a warehouse is.
 *
 * @param pipeline whose it is; null if nobody has published to it
 * @param completeTo everything totesys held at this instant is there; null before the first cut is
 * @param recent the last publishes, the newest first, as Postgres writes them
 */
record LiveLedger(@Nullable String pipeline, @Nullable Instant completeTo, String recent) {

    private static final String NOTHING = "{}";

    private static final String READ = "SELECT pipeline, complete_to, recent::text FROM etl.ledger";

    private static final String WAITING = """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname = 'etl' AND (tablename LIKE 'stage\\_%' OR tablename LIKE 'load\\_%')""";

    static LiveLedger read(Connection warehouse) throws SQLException {
        return read(warehouse, READ);
    }

    /** The same, and nobody publishes until the transaction ends. */
    static LiveLedger lock(Connection warehouse) throws SQLException {
        return read(warehouse, READ + " FOR UPDATE");
    }

    private static LiveLedger read(Connection warehouse, String query) throws SQLException {
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                return new LiveLedger(null, null, NOTHING);
            }
            OffsetDateTime completeTo = row.getObject(2, OffsetDateTime.class);
            return new LiveLedger(
                    row.getString(1), completeTo == null ? null : completeTo.toInstant(), row.getString(3));
        }
    }

    /** Whether nothing was ever published. */
    boolean isNew() {
        return recent.equals(NOTHING);
    }

    /** @throws EnvironmentException if the warehouse is another pipeline's */
    void requireOf(String expected) {
        if (pipeline != null && !pipeline.equals(expected)) {
            throw new EnvironmentException("Cannot rebuild the warehouse: it belongs to pipeline '%s', expected '%s'"
                    .formatted(pipeline, expected));
        }
    }

    /**
     * The last cut whose changes are to be in the warehouse: those of later ones are staged, or will be, by the job. In a
     * new warehouse that is what a job has staged there before it was refused.
     */
    Instant upTo(Connection warehouse) throws SQLException {
        if (!isNew()) {
            return completeTo == null ? Instant.EPOCH : completeTo;
        }
        String cuts = waiting(warehouse).stream()
                .map(LiveLedger::leastCut)
                .collect(Collectors.joining(" UNION ALL ", "SELECT min(cut) FROM (", ") staged"));
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery(cuts)) {
            row.next();
            OffsetDateTime least = row.getObject(1, OffsetDateTime.class);
            return least == null
                    ? Instant.ofEpochMilli(Long.MAX_VALUE)
                    : least.toInstant().minusMillis(1);
        }
    }

    /** Where rows wait to be published: in staging, and in the tables of a first load. */
    private static List<String> waiting(Connection warehouse) throws SQLException {
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery(WAITING)) {
            List<String> tables = new ArrayList<>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        }
    }

    private static String leastCut(String table) {
        return "SELECT min(cut) AS cut FROM " + table;
    }
}
