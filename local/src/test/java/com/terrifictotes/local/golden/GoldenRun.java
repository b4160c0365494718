package com.terrifictotes.local.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.job.Settings;
import com.terrifictotes.job.TotesJob;
import com.terrifictotes.local.flink.ClusterOptions;
import com.terrifictotes.local.flink.LocalJob;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.totesys.StandInTotesys;
import com.terrifictotes.local.totesys.TotesysContent;
import com.terrifictotes.local.trading.RowProgress;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/** The golden totesys, the job, and the warehouse it fills, step by step. */
final class GoldenRun implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CHECKPOINTS = Duration.ofMillis(300);

    private final StandInTotesys totesys;
    private final PostgresServer server;
    private final LocalJob job;
    private final Connection trader;
    private final Connection clock;
    private final Connection warehouse;
    private final GoldenLake lake;
    private final Path settings;
    private final NamedInstants instants = new NamedInstants();
    private LocalDateTime published;

    private GoldenRun(StandInTotesys totesys, PostgresServer server, LocalJob job, GoldenLake lake, Path settings)
            throws SQLException {
        this.totesys = totesys;
        this.server = server;
        this.job = job;
        this.lake = lake;
        this.settings = settings;
        this.trader = totesys.connect();
        this.clock = totesys.connect();
        this.warehouse = server.connect("warehouse");
        this.published = now().minusMinutes(5);
    }

    /** Starts all of it, and waits for the first load to be published. */
    static GoldenRun start(Path golden, Path folder, int parallelism) throws SQLException, IOException {
        StandInTotesys totesys = StandInTotesys.open(
                folder.resolve("totesys"),
                Durability.FAST,
                new TotesysContent.Csv(golden.resolve("start")),
                RowProgress.SILENT);
        PostgresServer server = PostgresServer.start(folder.resolve("warehouse"), Durability.FAST);
        server.createDatabase("warehouse");
        Credentials writer = server.createOwner("writer", "warehouse");
        Migrations.migrate(server.database("warehouse", writer));
        Path file = settings(folder, totesys, server, writer);
        Settings settings = Settings.read(file);
        LocalJob job = LocalJob.start(
                new ClusterOptions(folder.resolve("flink"), parallelism, CHECKPOINTS),
                "golden",
                graph -> TotesJob.build(settings, graph));
        GoldenRun run = new GoldenRun(totesys, server, job, new GoldenLake(folder.resolve("lake"), folder), file);
        run.nameCut("cut 0");
        return run;
    }

    /** Does the steps, each with its cut behind it. */
    void play(List<Step> steps) throws SQLException {
        for (Step step : steps) {
            if (step.commitAfter().isPresent()) {
                begin(step, steps);
            } else if (!isPlayed(step, steps)) {
                play(step, trader);
            }
        }
    }

    /** A transaction that stays open while the steps go on up to the one it is committed after. */
    private void begin(Step late, List<Step> steps) throws SQLException {
        try (Connection open = totesys.connect()) {
            open.setAutoCommit(false);
            execute(late, open);
            for (Step step : between(late, steps)) {
                play(step, trader);
            }
            commit(late, open);
        }
    }

    private static List<Step> between(Step late, List<Step> steps) {
        return steps.stream()
                .filter(step -> step.number() > late.number()
                        && step.number() <= late.commitAfter().orElseThrow())
                .toList();
    }

    private static boolean isPlayed(Step step, List<Step> steps) {
        return steps.stream()
                .filter(late -> late.commitAfter().isPresent())
                .anyMatch(late -> between(late, steps).contains(step));
    }

    private void play(Step step, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(step, connection);
        commit(step, connection);
    }

    private void commit(Step step, Connection connection) throws SQLException {
        connection.commit();
        nameCut("cut " + step.number());
    }

    /**
     * Waits for the cut that sees what was committed. Any behind the one that was seen last is that one, or recorded
     * nothing; it may have begun before the commit.
     */
    private void nameCut(String name) throws SQLException {
        LocalDateTime before = published;
        published = awaitCutAfter(now());
        instants.add(name, before.plus(1, ChronoUnit.MICROS), published);
    }

    private void execute(Step step, Connection connection) throws SQLException {
        LocalDateTime now = now();
        instants.add("step " + step.number(), now);
        try (Statement statement = connection.createStatement()) {
            statement.execute(step.sqlAt(now));
        }
    }

    /** Waits until the warehouse is complete to a later instant, and says which. */
    private LocalDateTime awaitCutAfter(LocalDateTime instant) {
        return await("the warehouse to be complete to after " + instant)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            assertThat(job.failure()).isEmpty();
                            return completeTo();
                        },
                        complete -> complete.isAfter(instant));
    }

    private LocalDateTime completeTo() throws SQLException {
        try (Statement statement = warehouse.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(complete_to), 'epoch') FROM etl.ledger")) {
            row.next();
            return NamedInstants.utc(row.getTimestamp(1));
        }
    }

    /** The clock of totesys, to the millisecond, later than any call before. */
    private LocalDateTime now() throws SQLException {
        try (Statement statement = clock.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_sleep(0.002), date_trunc('milliseconds', clock_timestamp())")) {
            row.next();
            return NamedInstants.utc(row.getTimestamp(2));
        }
    }

    /** What a query of the warehouse answers, as CSV with a header, with names for the instants of the run. */
    String answer(String query) throws SQLException, IOException {
        try (Connection reader = server.connect("warehouse");
                Statement statement = reader.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO'");
            ByteArrayOutputStream csv = new ByteArrayOutputStream();
            reader.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (%s) TO STDOUT (FORMAT csv, HEADER)".formatted(query), csv);
            return instants.in(csv.toString(StandardCharsets.UTF_8));
        }
    }

    /** What a query of the lake answers, likewise. */
    String lakeAnswer(String query) throws SQLException, IOException {
        return instants.in(lake.answer(query));
    }

    /** A text with names for the instants of the run. */
    String named(String text) {
        return instants.in(text);
    }

    /** The settings of the job. */
    Path settings() {
        return settings;
    }

    GoldenLake lake() {
        return lake;
    }

    @Override
    public void close() throws SQLException {
        job.close();
        trader.close();
        clock.close();
        warehouse.close();
        server.close();
        totesys.close();
    }

    private static Path settings(Path folder, StandInTotesys totesys, PostgresServer server, Credentials writer)
            throws IOException {
        Path reader = secret(folder.resolve("reader.json"), totesys.reader());
        Path owner = secret(folder.resolve("writer.json"), writer);
        Path lake = folder.resolve("lake");
        List<Map<String, Object>> groups = List.of(
                group(
                        "Source",
                        Map.of("url", totesys.jdbcUrl(), "secret", "file:" + reader, "poll.interval", "PT0.1S")),
                group(
                        "Lake",
                        Map.of(
                                "raw.path", lake.resolve("raw").toUri().toString(),
                                "processed.path",
                                        lake.resolve("processed").toUri().toString())),
                group("Warehouse", Map.of("url", server.jdbcUrl("warehouse"), "secret", "file:" + owner)));
        return Files.writeString(folder.resolve("settings.json"), JSON.writeValueAsString(groups));
    }

    private static Path secret(Path file, Credentials credentials) throws IOException {
        return Files.writeString(
                file,
                JSON.writeValueAsString(
                        Map.of("username", credentials.username(), "password", credentials.password())));
    }

    private static Map<String, Object> group(String id, Map<String, String> properties) {
        return Map.of("PropertyGroupId", id, "PropertyMap", properties);
    }
}
