package com.terrifictotes.local.star;

import com.terrifictotes.job.Settings;
import com.terrifictotes.job.TotesJob;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.pipeline.SettingsFile;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.ReturningServer;
import com.terrifictotes.local.rebuild.Rebuild;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * From a small totesys to the lake and to a warehouse on a server of its own, which can be killed: what it has committed
 * is there when it comes back.
 */
final class StarPipeline implements AutoCloseable {

    private static final Duration CHECKPOINTS = Duration.ofMillis(400);
    private static final String POLL = "PT0.1S";
    private static final String WAREHOUSE = "warehouse";
    private static final String READER = "pipeline_reader";
    private static final String OWNER = "warehouse_owner";
    private static final String SOURCE = "source";

    private final Path folder;
    private final TestTotesys totesys;
    private final ReturningServer server;
    private final Map<String, Map<String, String>> changes = new HashMap<>();
    private final LakePlace lake;
    private final Configuration configuration;
    private final List<Runnable> users;

    private StarPipeline(
            Path folder,
            TestTotesys totesys,
            ReturningServer server,
            LakePlace lake,
            Configuration configuration,
            List<Runnable> users) {
        this.folder = folder;
        this.totesys = totesys;
        this.server = server;
        this.lake = lake;
        this.configuration = configuration;
        this.users = users;
    }

    /** A small totesys, an empty warehouse, a lake in the folder, and nothing running. */
    static StarPipeline in(Path folder) throws SQLException, IOException {
        return in(folder, LakePlace.in(folder.resolve("lake")));
    }

    /** A small totesys, an empty warehouse, that lake, and nothing running. */
    static StarPipeline in(Path folder, LakePlace lake) throws SQLException, IOException {
        return in(folder, SmallTotesys.create(), lake);
    }

    /** That totesys, an empty warehouse, a lake in the folder, and nothing running. */
    static StarPipeline in(Path folder, TestTotesys totesys) throws SQLException, IOException {
        return in(folder, totesys, LakePlace.in(folder.resolve("lake")));
    }

    private static StarPipeline in(Path folder, TestTotesys totesys, LakePlace lake) throws SQLException, IOException {
        ReturningServer server = new ReturningServer(folder.resolve("warehouse-server"), Durability.DURABLE);
        server.server().createDatabase(WAREHOUSE);
        server.server().createOwner(OWNER, WAREHOUSE);
        StarPipeline pipeline = new StarPipeline(folder, totesys, server, lake, new Configuration(), new ArrayList<>());
        Migrations.migrate(server.server().database(WAREHOUSE, pipeline.owner()));
        return pipeline;
    }

    /** The same pipeline, its jobs being configured like that. */
    StarPipeline configured(Configuration changes) {
        return new StarPipeline(folder, totesys, server, lake, changes, users);
    }

    TestTotesys totesys() {
        return totesys;
    }

    /** Where the lake is. */
    LakePlace lake() {
        return lake;
    }

    /** The server of the warehouse. */
    ReturningServer server() {
        return server;
    }

    /** A setting from the next start on, in place of the one that is. */
    StarPipeline with(String group, String key, String value) {
        changes.computeIfAbsent(group, name -> new HashMap<>()).put(key, value);
        return this;
    }

    /** What the job connects to totesys with from now on. */
    void writeSourceSecret(Credentials reader) throws IOException {
        secret(SOURCE, reader);
    }

    /** What the job connects to the warehouse with from now on. */
    void writeWarehouseSecret(Credentials owner) throws IOException {
        secret(WAREHOUSE, owner);
    }

    /** Who reads totesys. */
    Credentials reader() throws SQLException {
        return totesys.server().get().createReader(READER, totesys.database(), "public");
    }

    /** Whose warehouse it is. */
    Credentials owner() throws SQLException {
        return server.server().createOwner(OWNER, WAREHOUSE);
    }

    /** A new connection of the superuser to the warehouse. */
    Connection warehouse() throws SQLException {
        return server.server().connect(WAREHOUSE);
    }

    /** Starts the job from the newest checkpoint or savepoint there is. */
    FragileJob start(int parallelism) {
        return start(parallelism, checkpoints());
    }

    /** Starts the job from the newest checkpoint or savepoint in a folder. */
    FragileJob start(int parallelism, Path checkpoints) {
        return start(new ClusterOptions(checkpoints, parallelism, CHECKPOINTS));
    }

    /** The same as {@link #start(int)}, by two TaskManagers that share the tasks. */
    FragileJob startOnTwo(int parallelism) {
        return start(new ClusterOptions(checkpoints(), parallelism, CHECKPOINTS, 2));
    }

    private FragileJob start(ClusterOptions options) {
        Settings settings = Settings.read(writeSettings());
        return FragileJob.start(options, environment -> {
            TotesJob.build(settings, environment);
            environment.configure(configuration);
        });
    }

    /** The folder of the checkpoints. */
    Path checkpoints() {
        return folder.resolve("flink");
    }

    /** What a rebuild of the warehouse begins with. */
    Rebuild beginRebuild() throws IOException, SQLException {
        Path room = Files.createTempDirectory(folder, "rebuild-");
        String name = Settings.read(writeSettings()).pipeline().name();
        return Rebuild.begin(name, server.server().database(WAREHOUSE, owner()), room);
    }

    /** Where the raw zone is. */
    URI rawZone() {
        return lake.zone("raw");
    }

    /** The database of the warehouse is gone, and there is an empty one in its place. */
    void loseWarehouse() throws SQLException {
        try (Connection connection = server.server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE %s WITH (FORCE)".formatted(WAREHOUSE));
        }
        server.server().createDatabase(WAREHOUSE);
        Migrations.migrate(server.server().database(WAREHOUSE, owner()));
    }

    /** The settings of the last start. */
    Settings settings() {
        return Settings.read(folder.resolve("settings.json"));
    }

    /** The folder of a table in the raw zone. */
    Path rawFolder(String table) {
        return lake.readable("raw").resolve("table=" + table);
    }

    /** A table of the raw zone, for a FROM clause of DuckDB. */
    String raw(String table) {
        return files(lake.readable("raw"), table);
    }

    /** A table of the processed zone, for a FROM clause of DuckDB. */
    String processed(String table) {
        return files(lake.readable("processed"), table);
    }

    /** Lines of the quarantine of a table of totesys, for a FROM clause of DuckDB. */
    String quarantine(String table) {
        return files(lake.readable("processed").resolve("quarantine"), table);
    }

    /** What ends somebody who uses it, should they be there still when it is closed. */
    void endWithIt(Runnable user) {
        users.add(user);
    }

    @Override
    public void close() {
        try {
            users.forEach(Runnable::run);
        } finally {
            server.close();
        }
    }

    private static String files(Path zone, String table) {
        return "read_parquet('%s/table=%s/**/*.parquet', hive_partitioning = true, union_by_name = true)"
                .formatted(zone, table);
    }

    /** Writes the settings as they are now, and says where. */
    Path writeSettings() {
        try {
            Map<String, Map<String, String>> groups = Map.of(
                    "Source", source(), "Warehouse", warehouseGroup(), "Lake", lakeGroup(), "Pipeline", Map.of());
            Map<String, Map<String, String>> changed = new HashMap<>();
            groups.forEach((name, group) -> changed.put(name, changed(name, group)));
            Path settings = folder.resolve("settings.json");
            SettingsFile.write(settings, changed);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError("Cannot make the reader: " + e.getMessage(), e);
        }
    }

    private Map<String, String> changed(String name, Map<String, String> group) {
        Map<String, String> changed = new HashMap<>(group);
        changed.putAll(changes.getOrDefault(name, Map.of()));
        return changed;
    }

    private Map<String, String> source() throws SQLException, IOException {
        return Map.of(
                "url",
                totesys.server().get().jdbcUrl(totesys.database()),
                "secret",
                secret(SOURCE, reader()),
                "poll.interval",
                POLL,
                "retry.backoff.max",
                "PT0.5S");
    }

    private Map<String, String> warehouseGroup() throws SQLException, IOException {
        return Map.of(
                "url", server.server().jdbcUrl(WAREHOUSE),
                "secret", secret(WAREHOUSE, owner()));
    }

    private Map<String, String> lakeGroup() {
        return Map.of(
                "raw.path", lake.zone("raw").toString(),
                "processed.path", lake.zone("processed").toString());
    }

    private String secret(String name, Credentials user) throws IOException {
        Path secret = folder.resolve(name + ".secret.json");
        SettingsFile.writeSecret(secret, user);
        return "file:" + secret;
    }
}
