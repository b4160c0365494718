package com.terrifictotes.local.pipeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The usual way to follow a database, for comparison: what has a greater {@code last_updated} than anything seen. It is
 * as fast as the pipeline, never crashes, and loses rows.
 */
final class CursorPoller implements AutoCloseable {

    private final TestPipeline pipeline;
    private final long intervalMillis;
    private final Map<AwkwardTable, Set<String>> seen = new EnumMap<>(AwkwardTable.class);
    private final Map<AwkwardTable, Timestamp> cursors = new EnumMap<>(AwkwardTable.class);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> polling;
    private volatile boolean isFinishing;

    CursorPoller(TestPipeline pipeline, long intervalMillis) {
        this.pipeline = pipeline;
        this.intervalMillis = intervalMillis;
        for (AwkwardTable table : AwkwardTable.values()) {
            seen.put(table, new HashSet<>());
            cursors.put(table, new Timestamp(0));
        }
        this.polling = thread.submit(this::follow);
    }

    /** Polls once more, and ends. */
    void finish() throws Exception {
        isFinishing = true;
        polling.get(30, TimeUnit.SECONDS);
    }

    /** Whether it saw a row version. */
    boolean saw(AwkwardTable table, String key, long token) {
        return seen.getOrDefault(table, Set.of()).contains(key + " " + token);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private @Nullable Void follow() throws SQLException, InterruptedException {
        try (Connection connection = pipeline.connect()) {
            boolean isLast = false;
            while (!isLast) {
                isLast = isFinishing;
                for (AwkwardTable table : AwkwardTable.values()) {
                    poll(connection, table);
                }
                Thread.sleep(intervalMillis);
            }
        }
        return null;
    }

    private void poll(Connection connection, AwkwardTable table) throws SQLException {
        String query = "SELECT %s::text, token, last_updated FROM %s WHERE last_updated > ? ORDER BY last_updated"
                .formatted(table.key(), table.table());
        Set<String> seenOfTable = Objects.requireNonNull(seen.get(table));
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setTimestamp(1, cursors.get(table));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    seenOfTable.add(rows.getString(1) + " " + rows.getLong(2));
                    cursors.put(table, rows.getTimestamp(3));
                }
            }
        }
    }
}
