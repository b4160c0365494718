package com.terrifictotes.local.star;

import com.terrifictotes.job.Settings;
import com.terrifictotes.job.TotesJob;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.pipeline.SettingsFile;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.ReturningServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * From a small totesys to the lake and to a warehouse on a server of its own, which can be killed: what it has committed
 * is there when it comes back.
 */
final class StarPipeline implements AutoCloseable {

    private static final Duration CHECKPOINTS = Duration.ofMillis(400);
    private static final String POLL = "PT0.1S";
    private static final String WAREHOUSE = "warehouse";
    private static final String READER = "pipeline_reader";

    private final Path folder;
    private final TestTotesys totesys;
    private final ReturningServer server;

    private StarPipeline(Path folder, TestTotesys totesys, ReturningServer server) {
        this.folder = folder;
        this.totesys = totesys;
        this.server = server;
    }

    /** A small totesys, an empty warehouse, and nothing running. */
    static StarPipeline in(Path folder) throws SQLException, IOException {
        ReturningServer server = new ReturningServer(folder.resolve("warehouse-server"), Durability.DURABLE);
        server.server().createDatabase(WAREHOUSE);
        StarPipeline pipeline = new StarPipeline(folder, SmallTotesys.create(), server);
        Migrations.migrate(WarehouseDatabase.on(server.server(), WAREHOUSE));
        return pipeline;
    }

    TestTotesys totesys() {
        return totesys;
    }

    /** The server of the warehouse. */
    ReturningServer server() {
        return server;
    }

    /** A new connection of the superuser to the warehouse. */
    Connection warehouse() throws SQLException {
        return server.server().connect(WAREHOUSE);
    }

    /** Starts the job from the newest checkpoint or savepoint there is. */
    FragileJob start(int parallelism) {
        Settings settings = Settings.read(writeSettings());
        ClusterOptions options = new ClusterOptions(folder.resolve("flink"), parallelism, CHECKPOINTS);
        return FragileJob.start(options, environment -> TotesJob.build(settings, environment));
    }

    /** A table of the raw zone, for a FROM clause of DuckDB. */
    String raw(String table) {
        return files(zone("raw"), table);
    }

    /** A table of the processed zone, for a FROM clause of DuckDB. */
    String processed(String table) {
        return files(zone("processed"), table);
    }

    @Override
    public void close() {
        server.close();
    }

    private static String files(Path zone, String table) {
        return "read_parquet('%s/table=%s/**/*.parquet', hive_partitioning = true, union_by_name = true)"
                .formatted(zone, table);
    }

    private Path zone(String name) {
        return folder.resolve("lake").resolve(name);
    }

    private Path writeSettings() {
        try {
            Map<String, Map<String, String>> groups =
                    Map.of("Source", source(), "Warehouse", warehouseGroup(), "Lake", lake());
            Path settings = folder.resolve("settings.json");
            SettingsFile.write(settings, groups);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError("Cannot make the reader: " + e.getMessage(), e);
        }
    }

    private Map<String, String> source() throws SQLException, IOException {
        PostgresServer shared = SharedServer.server();
        Credentials reader = shared.createReader(READER, totesys.database(), "public");
        return Map.of(
                "url",
                shared.jdbcUrl(totesys.database()),
                "secret",
                secret("source", reader),
                "poll.interval",
                POLL,
                "retry.backoff.max",
                "PT0.5S");
    }

    private Map<String, String> warehouseGroup() throws IOException {
        return Map.of(
                "url", server.server().jdbcUrl(WAREHOUSE),
                "secret", secret(WAREHOUSE, server.server().superuser()));
    }

    private Map<String, String> lake() throws IOException {
        Files.createDirectories(zone("raw"));
        Files.createDirectories(zone("processed"));
        return Map.of(
                "raw.path", zone("raw").toUri().toString(),
                "processed.path", zone("processed").toUri().toString());
    }

    private String secret(String name, Credentials user) throws IOException {
        Path secret = folder.resolve(name + ".secret.json");
        SettingsFile.writeSecret(secret, user);
        return "file:" + secret;
    }
}
