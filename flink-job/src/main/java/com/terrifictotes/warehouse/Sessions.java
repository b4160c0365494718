package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections to the warehouse, none of which outlives what it is opened for: so no one breaks while nothing happens. */
final class Sessions {

    /**
     * What was committed must survive a crash: Flink will not say it again. Stronger settings stay.
     *
     * <p>A session whose client is gone without a word, behind a network that swallows everything, would hold the lock on
     * the ledger for hours. So it ends when nothing comes for a minute, or for as long as an answer may take if that is
     * less; where the owner of the database is stricter, that stays.
     *
     * <p>A publish sorts and joins what it brings, one statement after the other: in as much memory as the database gives to
     * who builds an index.
     */
    private static final String SETTINGS = """
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') IN ('off', 'local');
            SELECT set_config('work_mem', current_setting('maintenance_work_mem'), false)
            WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes(current_setting('maintenance_work_mem'));
            SELECT set_config('idle_in_transaction_session_timeout', min(setting::integer)::text, false)
            FROM (VALUES ('60000') UNION ALL SELECT setting FROM pg_settings
                  WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout')) s(setting)
            WHERE setting <> '0'""";

    private Sessions() {}

    static Connection open(Database database) throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
