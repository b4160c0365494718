package com.terrifictotes.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** Databases and roles, made when they are not there. */
final class Roles {
    private Roles() {}

    static void createDatabase(Connection connection, String database) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
            execute(connection, List.of("CREATE DATABASE " + identifier(connection, database)));
        }
    }

    static void createReader(Connection connection, Credentials reader, String database, String schema)
            throws SQLException {
        String role = create(connection, reader);
        String tables = identifier(connection, schema);
        execute(
                connection,
                List.of(
                        "GRANT CONNECT ON DATABASE " + identifier(connection, database) + " TO " + role,
                        "GRANT USAGE ON SCHEMA " + tables + " TO " + role,
                        "GRANT SELECT ON ALL TABLES IN SCHEMA " + tables + " TO " + role,
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA " + tables + " GRANT SELECT ON TABLES TO " + role));
    }

    static void createOwner(Connection connection, Credentials owner, String database) throws SQLException {
        String role = create(connection, owner);
        execute(
                connection,
                List.of(
                        "ALTER DATABASE " + identifier(connection, database) + " OWNER TO " + role,
                        "ALTER SCHEMA public OWNER TO " + role));
    }

    /** A role that may log in, made when it is not there; the result is its name in quotes. */
    private static String create(Connection connection, Credentials credentials) throws SQLException {
        String role = identifier(connection, credentials.username());
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", credentials.username())) {
            execute(connection, List.of("CREATE ROLE " + role + " LOGIN"));
        }
        execute(connection, List.of("ALTER ROLE " + role + " PASSWORD " + literal(connection, credentials.password())));
        return role;
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, List<String> commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static String identifier(Connection connection, String name) throws SQLException {
        return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    }

    private static String literal(Connection connection, String text) throws SQLException {
        return "'" + connection.unwrap(PGConnection.class).escapeLiteral(text) + "'";
    }
}
