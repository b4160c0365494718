package com.terrifictotes.local.page;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.job.Settings;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.run.TotesProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code totes run}, as a user starts it, the page it serves, and its two databases. */
final class RunningTotes implements AutoCloseable {

    private static final Pattern PAGE = Pattern.compile("(?i)page:?\\s+(http://127\\.0\\.0\\.1:\\d+/)");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TotesProcess process;
    private final Path home;

    private RunningTotes(TotesProcess process, Path home) {
        this.process = process;
        this.home = home;
    }

    /** Starts a run with cuts and checkpoints in quick succession. */
    static RunningTotes start(Path home, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--home", home.toString(), "--poll", "PT0.5S", "--checkpoint", "PT1S"));
        Collections.addAll(arguments, more);
        return new RunningTotes(TotesProcess.start(arguments.toArray(String[]::new)), home);
    }

    /** Waits until the run says where its page is. */
    URI page() {
        Matcher page = await().atMost(PATIENCE).until(() -> PAGE.matcher(process.output()), Matcher::find);
        return URI.create(page.group(1));
    }

    /** Asks the warehouse; values as text. */
    List<List<String>> warehouse(String query) throws SQLException, IOException {
        try (Connection connection = connect(warehouseUrl(), "warehouse.totes_analyst");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    /** Commits a change to totesys. */
    void change(String sql) throws SQLException, IOException {
        execute(settings().source().url().text(), "totesys", sql);
    }

    /** Ends everybody's connections to the warehouse, and lets nobody in. */
    void shutWarehouse() throws SQLException, IOException {
        onWarehouseServer("ALTER DATABASE warehouse ALLOW_CONNECTIONS false");
        onWarehouseServer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'warehouse'");
    }

    void openWarehouse() throws SQLException, IOException {
        onWarehouseServer("ALTER DATABASE warehouse ALLOW_CONNECTIONS true");
    }

    private void onWarehouseServer(String sql) throws SQLException, IOException {
        execute(warehouseUrl().replaceFirst("/warehouse\\b", "/postgres"), "warehouse", sql);
    }

    private void execute(String url, String secret, String sql) throws SQLException, IOException {
        try (Connection connection = connect(url, secret);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String url, String secret) throws SQLException, IOException {
        Path file = home.resolve("postgres").resolve(secret + ".secret.json");
        Credentials credentials = new ObjectMapper().readValue(file.toFile(), Credentials.class);
        return DriverManager.getConnection(url, credentials.username(), credentials.password());
    }

    private String warehouseUrl() {
        return Objects.requireNonNull(settings().warehouse()).url().text();
    }

    private Settings settings() {
        return Settings.read(home.resolve("settings.json"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try (process) {
            process.interrupt();
            process.awaitEnd();
        }
    }
}
