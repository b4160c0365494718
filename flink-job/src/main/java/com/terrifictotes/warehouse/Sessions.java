package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections to the warehouse, none of which outlives what it is opened for: so no one breaks while nothing happens. */
final class Sessions {

    /** What was committed must survive a crash: Flink will not say it again. Stronger settings stay. */
    private static final String DURABLE = """
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') IN ('off', 'local')""";

    private Sessions() {}

    static Connection open(Database database) throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(DURABLE);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
