package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How much of the tables of totesys is in quarantine. */
final class QuarantineStatements {

    private static final String REASONS = """
            SELECT format('%s: %s %s', to_char(count(*), 'FM999,999,999,999'), column_name, reason)
            FROM etl.quarantine WHERE closed_at IS NULL AND table_name = ?
            GROUP BY column_name, reason ORDER BY count(*) DESC, column_name, reason LIMIT 3""";

    /** No more rows are looked at than are needed to bear those in quarantine. */
    private static final String FITTING = """
            SELECT count(*) FROM (
                SELECT FROM %s t WHERE %s AND NOT EXISTS (
                    SELECT FROM etl.quarantine q
                    WHERE q.table_name = ? AND q.row_key = t.%s::text AND q.closed_at IS NULL)
                LIMIT ?) f""";

    private final Connection connection;

    QuarantineStatements(Connection connection) {
        this.connection = connection;
    }

    /** What is too much, a line for each table of totesys; of one that no star table is made of, nothing is known. */
    List<String> tooMuch(Map<String, Long> open, QuarantineLimit limit) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Long> table : open.entrySet()) {
            Optional<StarTable> star = starTable(table.getKey());
            if (star.isPresent() && limit.mayBeTooMany(table.getValue())) {
                OptionalLong rows = rowsIfTooFew(star.get(), table.getValue(), limit);
                if (rows.isPresent()) {
                    lines.add("%,d of %,d rows of %s (%s)"
                            .formatted(table.getValue(), rows.getAsLong(), table.getKey(), reasons(table.getKey())));
                }
            }
        }
        return lines;
    }

    private static Optional<StarTable> starTable(String source) {
        return StarSchema.tables().stream()
                .filter(table -> table.source().equals(source))
                .findFirst();
    }

    /** All rows of a table that is not large enough to bear those in quarantine. */
    private OptionalLong rowsIfTooFew(StarTable star, long quarantined, QuarantineLimit limit) throws SQLException {
        long enough = limit.allowsNone() ? Long.MAX_VALUE : limit.rowsToBear(quarantined);
        long rows = quarantined + fitting(star, enough);
        return rows >= enough ? OptionalLong.empty() : OptionalLong.of(rows);
    }

    private long fitting(StarTable star, long most) throws SQLException {
        String shown = star.role() == Role.FACT ? "is_current" : "NOT is_deleted AND NOT is_inferred";
        String sql = FITTING.formatted(Names.target(star), shown, Names.key(star));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, star.source());
            statement.setLong(2, most);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The most frequent ones. No values: they may be nobody's business. */
    private String reasons(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REASONS)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                List<String> reasons = new ArrayList<>();
                while (row.next()) {
                    reasons.add(row.getString(1));
                }
                return String.join("; ", reasons);
            }
        }
    }
}
