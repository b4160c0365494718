package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.StarTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements of the transaction of a publish. */
final class PublishStatements {

    /** How many publishes the ledger remembers: as many as a job can have left uncommitted, and some. */
    private static final int REMEMBERED = 256;

    private static final String ENTER = """
            INSERT INTO etl.ledger (pipeline, published_at) VALUES (?, clock_timestamp())
            ON CONFLICT DO NOTHING""";

    /** There is one row at most, whoever's it is. */
    private static final String READ = "SELECT pipeline, complete_to, published_at, recent, refused_to FROM etl.ledger";

    private static final String LOCK = READ + " FOR UPDATE";

    private static final String REMEMBER = "UPDATE etl.ledger SET recent = (ARRAY[?]::uuid[] || recent)[1:?]";

    private static final String ADVANCE =
            "UPDATE etl.ledger SET complete_to = greatest(complete_to, ?), refused_to = NULL RETURNING complete_to";

    private static final String REFUSE = "UPDATE etl.ledger SET refused_to = greatest(refused_to, ?)";

    private static final String REGISTER = "INSERT INTO etl.batch SELECT unnest(?::bigint[])";

    private static final String COUNT_UP = """
            UPDATE etl.ledger l
            SET published_at = clock_timestamp(), rows = l.rows || (
                SELECT jsonb_object_agg(b.key, b.value::bigint + coalesce((l.rows ->> b.key)::bigint, 0))
                FROM jsonb_each_text(?::jsonb) b)""";

    private static final String RECORD = """
            INSERT INTO etl.publish (id, pipeline, complete_to, published_at, rows)
            SELECT ?, pipeline, complete_to, published_at, ?::jsonb FROM etl.ledger""";

    private final Connection connection;
    private @Nullable Instant completeTo;

    /**
     * The rows of a table that wait in staging.
     *
     * @param ready how many may be seen
     * @param dead how many never will be
     */
    record Waiting(StarTable table, long ready, long dead) {}

    PublishStatements(Connection connection) {
        this.connection = connection;
    }

    /** The ledger, which is made if there is none; nobody else can publish until the transaction ends. */
    LedgerEntry lockLedger(String pipeline) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(ENTER);
                PreparedStatement lock = connection.prepareStatement(LOCK)) {
            enter.setString(1, pipeline);
            enter.executeUpdate();
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return entry(row);
            }
        }
    }

    /** The ledger as it is just now; empty if nobody has published. */
    Optional<LedgerEntry> readLedger() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ);
                ResultSet row = read.executeQuery()) {
            return row.next() ? Optional.of(entry(row)) : Optional.empty();
        }
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        Instant publishedAt = row.getObject(3, OffsetDateTime.class).toInstant();
        return new LedgerEntry(
                row.getString(1), Ledger.instant(row, 2), publishedAt, ids(row.getArray(4)), Ledger.instant(row, 5));
    }

    /**
     * Whether the rows of a publish are there, in staging or in the loads of some of the tables, which are read from end to
     * end; once rows have been published, that is certain.
     */
    boolean areStaged(Publish publish, List<StarTable> tables, Set<String> loads) throws SQLException {
        Array batches = connection.createArrayOf("bigint", publish.batches().toArray());
        int places = tables.size() + loads.size();
        try (PreparedStatement statement = connection.prepareStatement(StagingSql.areStaged(tables, loads))) {
            for (int i = 1; i <= places; i++) {
                statement.setArray(i, batches);
            }
            statement.setLong(places + 1, publish.batches().size());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Writes down that the publish was here, and which batches it vouches for. */
    void register(Publish publish) throws SQLException {
        try (PreparedStatement remember = connection.prepareStatement(REMEMBER);
                PreparedStatement register = connection.prepareStatement(REGISTER)) {
            remember.setObject(1, publish.id());
            remember.setInt(2, REMEMBERED);
            remember.executeUpdate();
            if (!publish.batches().isEmpty()) {
                register.setArray(
                        1, connection.createArrayOf("bigint", publish.batches().toArray()));
                register.executeUpdate();
            }
        }
    }

    /** Writes down how far the warehouse is to be. */
    void advance(Publish publish) throws SQLException {
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            setInstant(advance, 1, publish.completeTo());
            try (ResultSet row = advance.executeQuery()) {
                row.next();
                completeTo = Ledger.instant(row, 1);
            }
        }
    }

    /** Writes down that the warehouse is not to be as far as this. */
    void refuse(Publish publish) throws SQLException {
        try (PreparedStatement refuse = connection.prepareStatement(REFUSE)) {
            setInstant(refuse, 1, publish.completeTo());
            refuse.executeUpdate();
        }
    }

    /** What the ledger says after {@link #advance}. */
    @Nullable
    Instant completeTo() {
        return completeTo;
    }

    List<Waiting> count(List<StarTable> tables, long sweepBelow) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(StagingSql.count(tables))) {
            for (int i = 1; i <= tables.size(); i++) {
                statement.setLong(i, sweepBelow);
            }
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                for (StarTable table : tables) {
                    row.next();
                    waiting.add(new Waiting(table, row.getLong(2), row.getLong(3)));
                }
            }
            return waiting;
        }
    }

    void sweep(StarTable table, long sweepBelow) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(StagingSql.deleteDead(table))) {
            statement.setLong(1, sweepBelow);
            statement.executeUpdate();
        }
    }

    long update(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeLargeUpdate();
        }
    }

    /** The number that a query answers. */
    long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Runs statements one after the other, and says how many rows they changed between them. */
    long updateAll(List<String> statements) throws SQLException {
        long rows = 0;
        for (String statement : statements) {
            rows += update(statement);
        }
        return rows;
    }

    /** Writes down which rows came, if any did. */
    void record(Publish publish, Map<String, Long> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement countUp = connection.prepareStatement(COUNT_UP);
                PreparedStatement record = connection.prepareStatement(RECORD)) {
            countUp.setString(1, json(rows));
            countUp.executeUpdate();
            record.setObject(1, publish.id());
            record.setString(2, json(rows));
            record.executeUpdate();
        }
    }

    /** Names of star tables need no escaping. */
    private static String json(Map<String, Long> rows) {
        return rows.entrySet().stream()
                .map(entry -> "\"%s\": %s".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return Arrays.stream((Object[]) Objects.requireNonNull(array.getArray()))
                .map(UUID.class::cast)
                .toList();
    }

    private static void setInstant(PreparedStatement statement, int at, @Nullable Long millis) throws SQLException {
        if (millis == null) {
            statement.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(at, Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
        }
    }
}
