package com.terrifictotes.local.run;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.job.ConnectionException;
import com.terrifictotes.job.Settings;
import com.terrifictotes.job.WarehouseSettings;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.run.Status.TableStatus;
import com.terrifictotes.warehouse.Ledger;
import com.terrifictotes.warehouse.Quarantine;
import com.terrifictotes.warehouse.WarehouseSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the databases of a pipeline how it is; all that the warehouse says is of one moment. */
final class StatusReader {

    private static final String LAST_PUBLISHES = """
            SELECT key, max(published_at) FROM etl.publish, jsonb_object_keys(rows) AS key
            WHERE pipeline = ? GROUP BY key""";

    private StatusReader() {}

    /**
     * Asks.
     *
     * @param miscounted {@link Status#miscounted()}, which no database knows
     * @throws UsageException if the settings name no warehouse
     * @throws ConnectionException if a database does not answer
     */
    static Status read(Settings settings, List<String> miscounted) {
        WarehouseSettings warehouse = settings.warehouse();
        if (warehouse == null) {
            throw new UsageException("Cannot tell the status of a warehouse: the settings have no group Warehouse");
        }
        Database database = warehouse.database();
        try (Connection connection = database.connect()) {
            WarehouseSchema.require(connection);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return read(connection, settings, miscounted);
        } catch (SQLException e) {
            throw ConnectionException.of("the warehouse", database, e);
        }
    }

    private static Status read(Connection warehouse, Settings settings, List<String> miscounted) throws SQLException {
        String pipeline = settings.pipeline().name();
        List<TableStatus> tables = tables(warehouse, pipeline);
        Map<String, Long> quarantined = Quarantine.open(warehouse);
        Optional<Ledger> ledger = Ledger.read(warehouse, pipeline);
        Instant completeTo = ledger.flatMap(Ledger::completeTo).orElse(null);
        if (ledger.isEmpty() || completeTo == null) {
            return new Status(pipeline, null, null, null, tables, List.of(), miscounted, quarantined);
        }
        SourceNow totesys = SourceNow.ask(settings.source());
        double behind = Duration.between(completeTo, totesys.clock()).toMillis() / 1000.0;
        return new Status(
                pipeline,
                completeTo,
                ledger.get().publishedAt(),
                behind,
                tables,
                totesys.problems(),
                miscounted,
                quarantined);
    }

    private static List<TableStatus> tables(Connection warehouse, String pipeline) throws SQLException {
        Map<String, Instant> lastPublishes = lastPublishes(warehouse, pipeline);
        List<TableStatus> tables = new ArrayList<>();
        try (Statement statement = warehouse.createStatement()) {
            for (StarTable table : StarSchema.tables()) {
                try (ResultSet row = statement.executeQuery(counts(table))) {
                    row.next();
                    tables.add(new TableStatus(
                            table.name(), row.getLong(1), row.getLong(2), lastPublishes.get(table.name())));
                }
            }
        }
        return tables;
    }

    /** How many rows and how many versions a table has, in SQL. */
    private static String counts(StarTable table) {
        String name = "public." + table.name();
        return switch (table.role()) {
            case FACT -> "SELECT count(*) FILTER (WHERE is_current), count(*) FROM " + name;
            case DIMENSION ->
                "SELECT (SELECT count(*) FROM %1$s WHERE NOT is_deleted), (SELECT count(*) FROM %1$s_history)"
                        .formatted(name);
            case CALENDAR, QUARANTINE -> "SELECT count(*), count(*) FROM " + name;
        };
    }

    private static Map<String, Instant> lastPublishes(Connection warehouse, String pipeline) throws SQLException {
        Map<String, Instant> last = new HashMap<>();
        try (PreparedStatement statement = warehouse.prepareStatement(LAST_PUBLISHES)) {
            statement.setString(1, pipeline);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    last.put(row.getString(1), row.getTimestamp(2).toInstant());
                }
            }
        }
        return last;
    }
}
