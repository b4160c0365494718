package com.terrifictotes.local.pipeline;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Single writes to the {@link AwkwardTable}s, each with a token of its own and with whatever {@code last_updated} a
 * careless client might give it: its clock, a time of minutes or days ago, a full second that others have too, or none,
 * so that the old one stays.
 */
final class AwkwardWrite {

    private static final List<AwkwardTable> TABLES = List.of(AwkwardTable.values());
    private static final int BATCH = 10;
    private static final String[] NOTES = {"A", "B", "C", "", "O'Hara, \"Q\"\n\\.", "žluťoučký"};

    private static final String NOTE_OF_IT = """
            INSERT INTO truth.written (transaction, tbl, key, token, last_updated)
            SELECT txid_current(), '%s', key, token, millis FROM w RETURNING transaction""";
    private static final String RETURNING =
            "RETURNING %s::text AS key, token, (extract(epoch FROM last_updated) * 1000)::bigint AS millis";

    private final AtomicLong tokens = new AtomicLong();
    private final Map<AwkwardTable, AtomicInteger> lastKeys = new EnumMap<>(AwkwardTable.class);

    AwkwardWrite() {
        for (AwkwardTable table : TABLES) {
            lastKeys.put(table, new AtomicInteger(table.rows()));
        }
    }

    /** How many writes were tried. */
    long tried() {
        return tokens.get();
    }

    /**
     * Inserts or updates some row of some table.
     *
     * @return the transaction it was done in; empty if there was no such row
     */
    OptionalLong one(Connection connection, Random random) throws SQLException {
        AwkwardTable table = TABLES.get(random.nextInt(TABLES.size()));
        return random.nextInt(8) == 0
                ? insert(connection, random, table)
                : update(connection, random, table, someRow(random, table), time(random));
    }

    /** Updates some rows of some table, all with one {@code last_updated}. */
    OptionalLong batch(Connection connection, Random random) throws SQLException {
        AwkwardTable table = TABLES.get(random.nextInt(TABLES.size()));
        return batch(connection, random, table, 1 + random.nextInt(table.hotRows() - BATCH));
    }

    /** Updates some rows of a table, all with one {@code last_updated}. */
    OptionalLong batch(Connection connection, Random random, AwkwardTable table, int first) throws SQLException {
        LocalDateTime time = now();
        OptionalLong transaction = OptionalLong.empty();
        for (int row = first; row < first + BATCH; row++) {
            OptionalLong updated = update(connection, random, table, row, time);
            transaction = updated.isPresent() ? updated : transaction;
        }
        return transaction;
    }

    private OptionalLong insert(Connection connection, Random random, AwkwardTable table) throws SQLException {
        String sql = "WITH w AS (INSERT INTO %s SELECT %s, ?, ?, ?, ?, ?, ? %s) %s"
                .formatted(
                        table.table(),
                        table.keyOf(Integer.toString(lastKey(table).incrementAndGet())),
                        RETURNING.formatted(table.key()),
                        NOTE_OF_IT.formatted(table.table()));
        LocalDateTime time = time(random);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setContent(statement, random);
            statement.setObject(5, now());
            statement.setObject(6, time == null ? now() : time);
            return transaction(statement);
        }
    }

    private OptionalLong update(
            Connection connection, Random random, AwkwardTable table, int row, @Nullable LocalDateTime time)
            throws SQLException {
        if (random.nextInt(4) == 0) {
            return updateTokenAlone(connection, table, row);
        }
        String sql = """
                WITH w AS (
                  UPDATE %s SET token = ?, note = ?, amount = ?, is_good = ?, last_updated = COALESCE(?, last_updated)
                  WHERE %s = %s %s) %s""".formatted(
                        table.table(),
                        table.key(),
                        table.keyOf(Integer.toString(row)),
                        RETURNING.formatted(table.key()),
                        NOTE_OF_IT.formatted(table.table()));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setContent(statement, random);
            statement.setObject(5, time, Types.TIMESTAMP);
            return transaction(statement);
        }
    }

    private OptionalLong updateTokenAlone(Connection connection, AwkwardTable table, int row) throws SQLException {
        String sql = "WITH w AS (UPDATE %s SET token = ? WHERE %s = %s %s) %s"
                .formatted(
                        table.table(),
                        table.key(),
                        table.keyOf(Integer.toString(row)),
                        RETURNING.formatted(table.key()),
                        NOTE_OF_IT.formatted(table.table()));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, tokens.incrementAndGet());
            return transaction(statement);
        }
    }

    private void setContent(PreparedStatement statement, Random random) throws SQLException {
        statement.setLong(1, tokens.incrementAndGet());
        int note = random.nextInt(NOTES.length + 1);
        statement.setString(2, note == NOTES.length ? null : NOTES[note]);
        statement.setBigDecimal(3, BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 2));
        statement.setBoolean(4, random.nextBoolean());
    }

    private int someRow(Random random, AwkwardTable table) {
        boolean isHot = random.nextInt(10) < 7;
        return 1 + random.nextInt(isHot ? table.hotRows() : lastKey(table).get());
    }

    private AtomicInteger lastKey(AwkwardTable table) {
        return Objects.requireNonNull(lastKeys.get(table));
    }

    private static @Nullable LocalDateTime time(Random random) {
        int kind = random.nextInt(100);
        if (kind < 15) {
            return null;
        }
        if (kind < 25) {
            return now().minusSeconds(1 + random.nextInt(600));
        }
        if (kind < 30) {
            return now().minusDays(1 + random.nextInt(30));
        }
        return kind < 40 ? now().truncatedTo(ChronoUnit.SECONDS) : now();
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }

    private static OptionalLong transaction(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}
