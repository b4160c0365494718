package com.terrifictotes.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What the warehouse says of its own freshness. */
final class WarehouseLedger {

    private static final String COMPLETE_TO = "SELECT complete_to FROM etl.ledger WHERE pipeline = ?";

    private WarehouseLedger() {}

    /** Up to which cut everything is there; empty before the first is. */
    static Optional<Instant> completeTo(Connection connection, String pipeline) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COMPLETE_TO)) {
            statement.setString(1, pipeline);
            try (ResultSet row = statement.executeQuery()) {
                OffsetDateTime time = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
                return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
            }
        }
    }
}
