package com.terrifictotes.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The lines of the warehouse's quarantine as they are now. They are never taken away, so what was there at a cut is there
 * later.
 */
final class Quarantine {

    private static final String FIND = """
            SELECT EXISTS (
                SELECT FROM etl.quarantine
                WHERE table_name = ? AND row_key = ? AND column_name = ? AND value IS NOT DISTINCT FROM ?)""";

    private final Connection connection;

    /** @param connection whose statements see the latest state */
    Quarantine(Connection connection) {
        this.connection = connection;
    }

    boolean has(List<Expectation.Line> lines) throws SQLException {
        for (Expectation.Line line : lines) {
            if (!has(line)) {
                return false;
            }
        }
        return true;
    }

    private boolean has(Expectation.Line line) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, line.table());
            statement.setString(2, line.key());
            statement.setString(3, line.misfit().column());
            statement.setString(4, line.misfit().value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
