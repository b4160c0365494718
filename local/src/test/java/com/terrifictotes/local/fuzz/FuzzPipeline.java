package com.terrifictotes.local.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.job.Settings;
import com.terrifictotes.job.TotesJob;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.flink.FragileJob;
import com.terrifictotes.local.pipeline.SettingsFile;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** From a totesys to a lake in a folder and a warehouse on the shared server, with any quarantine allowed. */
final class FuzzPipeline {

    private static final String READER = "fuzz_reader";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final TestTotesys totesys;
    private final TestTotesys warehouse;

    private FuzzPipeline(Path folder, TestTotesys totesys, TestTotesys warehouse) {
        this.folder = folder;
        this.totesys = totesys;
        this.warehouse = warehouse;
    }

    static FuzzPipeline of(TestTotesys totesys, Path folder) throws SQLException, IOException {
        PostgresServer server = SharedServer.server();
        String warehouse = SharedServer.newDatabase();
        Migrations.migrate(server.database(warehouse, server.superuser()));
        Files.createDirectories(folder.resolve("raw"));
        Files.createDirectories(folder.resolve("processed"));
        return new FuzzPipeline(folder, totesys, new TestTotesys(warehouse));
    }

    /** Runs the job from where it stopped until everything that totesys holds now is published, and stops it. */
    void catchUp(int parallelism) throws Exception {
        String now = totesys.rows("SELECT clock_timestamp()").get(0);
        ClusterOptions options = new ClusterOptions(folder.resolve("flink"), parallelism, Duration.ofMillis(500));
        Settings settings = Settings.read(writeSettings());
        try (FragileJob job = FragileJob.start(options, environment -> TotesJob.build(settings, environment))) {
            await("all is published")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> job.lastFailureOfTasks().isPresent() || isComplete(now));
            assertThat(job.lastFailureOfTasks()).isEmpty();
            job.stop();
        }
    }

    Connection connectToTotesys() throws SQLException {
        return totesys.connect();
    }

    Connection connectToWarehouse() throws SQLException {
        return warehouse.connect();
    }

    Path rawZone() {
        return folder.resolve("raw");
    }

    Path processedZone() {
        return folder.resolve("processed");
    }

    private boolean isComplete(String instant) throws SQLException {
        return warehouse.number("SELECT count(*) FROM etl.ledger WHERE complete_to > '%s'".formatted(instant)) == 1;
    }

    private Path writeSettings() throws SQLException, IOException {
        PostgresServer server = SharedServer.server();
        Credentials reader = server.createReader(READER, totesys.database(), "public");
        Path settings = folder.resolve("settings.json");
        SettingsFile.write(
                settings,
                Map.of(
                        "Source",
                        Map.of(
                                "url", server.jdbcUrl(totesys.database()),
                                "secret", secret("reader", reader),
                                "poll.interval", "PT0.2S"),
                        "Lake",
                        Map.of(
                                "raw.path", rawZone().toUri().toString(),
                                "processed.path",
                                        folder.resolve("processed").toUri().toString()),
                        "Warehouse",
                        Map.of(
                                "url", server.jdbcUrl(warehouse.database()),
                                "secret", secret("writer", server.superuser())),
                        "Pipeline",
                        Map.of("quarantine.max-share", "1")));
        return settings;
    }

    private String secret(String name, Credentials user) throws IOException {
        Path secret = folder.resolve(name + ".secret.json");
        SettingsFile.writeSecret(secret, user);
        return "file:" + secret;
    }
}
