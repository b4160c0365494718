package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** When trade was last seen in a database. */
final class LastTrade {
    private LastTrade() {}

    /** Milliseconds since 1970 of the newest payment, which every trade has; the company's founding when there is none. */
    static long in(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT created_at FROM payment ORDER BY payment_id DESC LIMIT 1");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? BusinessHours.millis(row.getObject(1, LocalDateTime.class)) : BusinessHours.FOUNDED;
        }
    }
}
