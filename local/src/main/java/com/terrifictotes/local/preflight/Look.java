package com.terrifictotes.local.preflight;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.ConnectionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Looks into a database. What it cannot find out is a problem like any other. */
abstract class Look {

    /** Versions before this one have no {@code pg_stat_wal_receiver} for everybody, and are out of support. */
    private static final int OLDEST_VERSION = 130_000;

    private static final String CLUSTER = "SELECT system_identifier FROM pg_control_system()";

    private final Section section;
    private @Nullable Long cluster;

    Look(Section section) {
        this.section = section;
    }

    final Section section() {
        return section;
    }

    /** Connects, and looks at everything. */
    final Section at(Database database, String name) {
        try (Connection connection = database.connect()) {
            version(connection);
            cluster = clusterOf(connection);
            look(connection);
        } catch (SQLException e) {
            section.problem(
                    String.valueOf(ConnectionException.of(name, database, e).getMessage()));
        }
        return section;
    }

    /** Which cluster the database is in; null as long as that is not known. */
    final @Nullable Long cluster() {
        return cluster;
    }

    abstract void look(Connection connection) throws SQLException;

    private void version(Connection connection) throws SQLException {
        ask(connection, "SELECT current_setting('server_version_num')::int, current_setting('server_version')", row -> {
            if (row.getInt(1) < OLDEST_VERSION) {
                section.problem("It is PostgreSQL %s, expected 13 or newer".formatted(row.getString(2)));
            } else {
                section.fine("PostgreSQL %s".formatted(row.getString(2)));
            }
        });
    }

    private static @Nullable Long clusterOf(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CLUSTER)) {
            return row.next() ? row.getLong(1) : null;
        } catch (SQLException e) {
            return null; // Not everybody may ask, and nothing but a piece of advice depends on it.
        }
    }

    /** Asks, and hands over each row. */
    static void ask(Connection connection, String query, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    /** Takes what it needs of a row. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
