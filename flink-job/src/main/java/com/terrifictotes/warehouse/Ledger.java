package com.terrifictotes.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the warehouse is, for people.
 *
 * @param completeTo everything totesys held at this instant is in the warehouse; empty before the first cut is
 * @param publishedAt when rows were last published
 * @param rows rows published into each table since the warehouse was new, by the table's name
 */
public record Ledger(Optional<Instant> completeTo, Instant publishedAt, Map<String, Long> rows) {

    private static final String READ = """
            SELECT l.complete_to, l.published_at, r.key, r.value::bigint
            FROM etl.ledger l LEFT JOIN LATERAL jsonb_each_text(l.rows) r ON true
            WHERE l.pipeline = ?
            ORDER BY r.key""";

    public Ledger {
        rows = Map.copyOf(rows);
    }

    /** The ledger of a pipeline; empty if it has never published. */
    public static Optional<Ledger> read(Connection connection, String pipeline) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, pipeline);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(of(row)) : Optional.empty();
            }
        }
    }

    private static Ledger of(ResultSet row) throws SQLException {
        Optional<Instant> completeTo = Optional.ofNullable(instant(row, 1));
        Instant publishedAt = row.getObject(2, OffsetDateTime.class).toInstant();
        Map<String, Long> rows = new LinkedHashMap<>();
        do {
            if (row.getString(3) != null) {
                rows.put(row.getString(3), row.getLong(4));
            }
        } while (row.next());
        return new Ledger(completeTo, publishedAt, rows);
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
