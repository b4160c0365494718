package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.pipeline.Texts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Something that always holds of the warehouse.
 *
 * @param name what holds
 * @param violations a query of what it does not hold of
 */
record Check(String name, String violations) {

    /** Fails if any of them does not hold in one and the same snapshot. */
    static void requireAll(Connection connection, List<Check> checks) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        for (Check check : checks) {
            assertThat(check.found(connection)).as(check.name).isEmpty();
        }
        connection.rollback();
    }

    private List<List<String>> found(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(violations + " LIMIT 20")) {
            return Texts.of(rows);
        }
    }
}
