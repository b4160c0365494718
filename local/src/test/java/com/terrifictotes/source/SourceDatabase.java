package com.terrifictotes.source;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.job.PostgresDatabase;
import com.terrifictotes.job.PostgresUrl;
import com.terrifictotes.job.SecretReference;
import com.terrifictotes.job.Timeouts;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/** A database to read from: its owner writes, and a role that has SELECT and nothing else reads. */
record SourceDatabase(PostgresServer server, String name, Credentials reader) {

    private static final String READER = "totes_reader";

    /** A new, empty one on the server all tests share. */
    static SourceDatabase create() throws SQLException {
        PostgresServer server = SharedServer.server();
        try (Connection connection = server.connect("postgres")) {
            // Its transactions would hold fences, now and then.
            run(connection, "ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()");
        }
        return of(server, SharedServer.newDatabase());
    }

    static SourceDatabase of(PostgresServer server, String name) throws SQLException {
        return new SourceDatabase(server, name, server.createReader(READER, name, "public"));
    }

    /** A connection of the owner. */
    Connection writer() throws SQLException {
        return server.connect(name);
    }

    /** Runs statements of the owner, each committed. */
    void run(String... statements) throws SQLException {
        try (Connection connection = writer()) {
            run(connection, statements);
        }
    }

    /** Runs a statement of the owner; when it was known to be committed, by the server's clock, in milliseconds. */
    long runAt(String statement) throws SQLException {
        run(statement);
        return Long.parseLong(text("SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    String text(String query) throws SQLException {
        try (Connection connection = writer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** As the pipeline connects. */
    Database database() {
        return database(server.port());
    }

    /** The same, by another port of this machine that leads to it. */
    Database database(int port) {
        return database(port, Duration.ofSeconds(60));
    }

    /** The same, with another patience for an answer. */
    Database database(int port, Duration statementTimeout) {
        try {
            Path secret = Files.createTempFile("totes-reader-", ".json");
            Files.writeString(
                    secret,
                    "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(reader.username(), reader.password()));
            secret.toFile().deleteOnExit();
            return new PostgresDatabase(
                    new PostgresUrl("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name)),
                    SecretReference.of("file:" + secret),
                    new Timeouts(statementTimeout, Duration.ofSeconds(10)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceCatalog catalog(String... excluded) throws SQLException {
        try (Connection connection = database().connect()) {
            return SourceCatalog.discover(connection, "public", Set.of(excluded));
        }
    }
}
