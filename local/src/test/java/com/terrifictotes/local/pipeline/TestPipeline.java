package com.terrifictotes.local.pipeline;

import com.terrifictotes.job.Settings;
import com.terrifictotes.job.TotesJob;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole pipeline of a test: a database of a server, a role that can read it and nothing else, settings in a file,
 * and a folder for the lake and the checkpoints.
 */
final class TestPipeline {

    private static final String READER = "pipeline_reader";

    private final PostgresServer server;
    private final String database;
    private final Path folder;
    private final Duration checkpointInterval;
    private final Map<String, String> source;
    private final Map<String, String> feed;

    /**
     * A pipeline.
     *
     * @param source settings of its source, beside where that is
     */
    TestPipeline(
            PostgresServer server,
            String database,
            Path folder,
            Duration checkpointInterval,
            Map<String, String> source) {
        this(server, database, folder, checkpointInterval, source, Map.of());
    }

    private TestPipeline(
            PostgresServer server,
            String database,
            Path folder,
            Duration checkpointInterval,
            Map<String, String> source,
            Map<String, String> feed) {
        this.server = server;
        this.database = database;
        this.folder = folder;
        this.checkpointInterval = checkpointInterval;
        this.source = source;
        this.feed = feed;
    }

    /** The same pipeline, its database being on that server now. */
    TestPipeline on(PostgresServer other) {
        return new TestPipeline(other, database, folder, checkpointInterval, source, feed);
    }

    /** The same pipeline, sending its changes to that stream from its next start on. */
    TestPipeline feeding(String stream, URI endpoint) {
        return new TestPipeline(
                server,
                database,
                folder,
                checkpointInterval,
                source,
                Map.of("stream", stream, "endpoint", endpoint.toString()));
    }

    /** Breaks every connection of the job to the database. */
    void breakConnections() {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'".formatted(READER));
    }

    /** A new connection of the superuser to the database. */
    Connection connect() throws SQLException {
        return server.connect(database);
    }

    /** Executes statements in one transaction. */
    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError("Cannot prepare the database: " + e.getMessage(), e);
        }
    }

    /** Starts the job from the newest checkpoint or savepoint there is. */
    FragileJob start(int parallelism) {
        Settings settings = Settings.read(writeSettings());
        ClusterOptions options = new ClusterOptions(folder.resolve("flink"), parallelism, checkpointInterval);
        return FragileJob.start(options, environment -> TotesJob.build(settings, environment));
    }

    /** A table in the raw zone, for a FROM clause of DuckDB. */
    String raw(String table) {
        return "read_parquet('%s/table=%s/**/*.parquet', hive_partitioning = true, union_by_name = true)"
                .formatted(rawZone(), table);
    }

    private Path rawZone() {
        return folder.resolve("lake/raw");
    }

    private Path writeSettings() {
        try {
            Files.createDirectories(rawZone());
            Credentials reader = server.createReader(READER, database, "public");
            Path secret = folder.resolve("secret.json");
            SettingsFile.writeSecret(secret, reader);
            Map<String, String> properties = new HashMap<>(source);
            properties.put("url", server.jdbcUrl(database));
            properties.put("secret", "file:" + secret);
            Path settings = folder.resolve("settings.json");
            Map<String, Map<String, String>> groups = new HashMap<>();
            groups.put("Source", properties);
            groups.put("Lake", Map.of("raw.path", rawZone().toUri().toString()));
            if (!feed.isEmpty()) {
                groups.put("Feed", feed);
            }
            SettingsFile.write(settings, groups);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError("Cannot make the reader: " + e.getMessage(), e);
        }
    }
}
