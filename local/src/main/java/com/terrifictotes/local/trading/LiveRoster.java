package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Who and what is in the database right now, whoever filled it. */
final class LiveRoster {
    private LiveRoster() {}

    static Roster read(Connection connection) throws SQLException {
        return new Roster(
                ids(connection, "staff"),
                ids(connection, "counterparty"),
                ids(connection, "address"),
                ids(connection, "currency"),
                ids(connection, "design"));
    }

    private static Ids ids(Connection connection, String table) throws SQLException {
        List<Integer> ids = Sql.numbers(connection, "SELECT " + table + "_id FROM " + table + " ORDER BY 1");
        if (ids.isEmpty()) {
            throw new IllegalStateException("Cannot trade in this totesys: " + table + " is empty, expected rows");
        }
        return Ids.of(ids);
    }
}
