package com.terrifictotes.local.rebuild;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.warehouse.FirstLoad;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Brings the rebuilt content into the live warehouse, in one transaction that holds the ledger: who reads sees the old or
 * the new. Only rows that differ are touched; all others keep their record keys, and everything that stands on the tables
 * (views, grants, indexes) stays.
 */
final class Swap {

    private static final int KEYS_AT_ONCE = 1_000;

    private static final String ENTER =
            "INSERT INTO etl.ledger (pipeline, published_at) VALUES (?, clock_timestamp()) ON CONFLICT DO NOTHING";

    /** Numbers that a lost warehouse may have given out: publishes still to come may name some of them. */
    private static final String SKIP_BATCHES = "SELECT nextval('etl.batch_id') FROM generate_series(1, 1000000)";

    private static final String NEXT_BATCH = "SELECT nextval('etl.batch_id')";

    private static final String REVIVE = """
            UPDATE etl.ledger
            SET complete_to = ?::timestamptz, rows = ?::jsonb, recent = ARRAY[?]::uuid[], published_at = clock_timestamp()
            """;

    private static final String RECORD = """
            INSERT INTO etl.publish (id, pipeline, complete_to, published_at, rows)
            SELECT ?, pipeline, complete_to, clock_timestamp(), rows FROM etl.ledger""";

    private final Connection live;
    private final Connection rebuilt;

    Swap(Connection live, Connection rebuilt) {
        this.live = live;
        this.rebuilt = rebuilt;
    }

    /**
     * Swaps.
     *
     * @param before the ledger when the comparison was made
     * @param continued the publish that the next one of the job follows, where the warehouse is new
     * @throws EnvironmentException if somebody has published since
     */
    void bring(List<ComparedTable> differing, String pipeline, LiveLedger before, UUID continued) throws SQLException {
        live.setAutoCommit(false);
        rebuilt.setAutoCommit(false);
        try (PreparedStatement enter = live.prepareStatement(ENTER)) {
            enter.setString(1, pipeline);
            enter.executeUpdate();
        }
        LiveLedger now = LiveLedger.lock(live);
        if (!now.recent().equals(before.recent())) {
            throw new EnvironmentException(
                    "Cannot swap the content of the warehouse: somebody has published to it since it was compared, expected a job that is stopped");
        }
        if (before.isNew()) {
            FirstLoad.giveUp(live);
        }
        for (ComparedTable table : differing) {
            deleteWrong(table);
            Piping.copy(rebuilt, table.copyMissing(), live, table.copyIn(table.table()));
        }
        if (before.isNew()) {
            stageWaiting();
            revive(continued);
        }
        live.commit();
    }

    private void deleteWrong(ComparedTable table) throws SQLException {
        try (Statement statement = rebuilt.createStatement();
                PreparedStatement delete = live.prepareStatement(table.deleteKeys())) {
            statement.setFetchSize(KEYS_AT_ONCE);
            try (ResultSet row = statement.executeQuery(table.wrongKeys())) {
                List<String> keys = new ArrayList<>();
                while (row.next()) {
                    keys.add(row.getString(1));
                    if (keys.size() == KEYS_AT_ONCE) {
                        delete(delete, keys);
                    }
                }
                delete(delete, keys);
            }
        }
    }

    private static void delete(PreparedStatement delete, List<String> keys) throws SQLException {
        if (!keys.isEmpty()) {
            delete.setString(1, keys.stream().collect(Collectors.joining(",", "[", "]")));
            delete.executeUpdate();
            keys.clear();
        }
    }

    /** Rows of a cut that was not complete wait for the job to complete it, in a batch that is vouched for. */
    private void stageWaiting() throws SQLException {
        try (Statement statement = live.createStatement()) {
            statement.execute(SKIP_BATCHES);
            long batch;
            try (ResultSet row = statement.executeQuery(NEXT_BATCH)) {
                row.next();
                batch = row.getLong(1);
            }
            long rows = 0;
            for (StarTable table : StarSchema.all()) {
                if (!ComparedTable.isKeptByTheJob(table)) {
                    rows += stage(table, batch);
                }
            }
            if (rows > 0) {
                statement.execute("INSERT INTO etl.batch VALUES (" + batch + ")");
            }
        }
    }

    private long stage(StarTable table, long batch) throws SQLException {
        String columns = table.rows().columns().stream()
                .map(column -> '"' + column.name() + '"')
                .collect(Collectors.joining(", ", "cut, ", ""));
        return Piping.copy(
                rebuilt,
                "COPY (SELECT %d::bigint, %s FROM etl.stage_%s) TO STDOUT (FORMAT binary)"
                        .formatted(batch, columns, table.name()),
                live,
                "COPY etl.stage_%s (batch_id, %s) FROM STDIN (FORMAT binary)".formatted(table.name(), columns));
    }

    private void revive(UUID continued) throws SQLException {
        try (Statement statement = rebuilt.createStatement();
                ResultSet row = statement.executeQuery("SELECT complete_to::text, rows::text FROM etl.ledger");
                PreparedStatement revive = live.prepareStatement(REVIVE);
                PreparedStatement record = live.prepareStatement(RECORD)) {
            if (!row.next()) {
                throw new EnvironmentException(
                        "Cannot rebuild a warehouse: the raw zone holds no change, expected that of the lost warehouse");
            }
            revive.setString(1, row.getString(1));
            revive.setString(2, row.getString(2));
            revive.setObject(3, continued);
            revive.executeUpdate();
            record.setObject(1, UUID.randomUUID());
            record.executeUpdate();
        }
    }
}
