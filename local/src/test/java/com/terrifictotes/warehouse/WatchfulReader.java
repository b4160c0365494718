package com.terrifictotes.warehouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks the warehouse all the time, in one statement each, how far it is and what is there: the two have to agree. */
final class WatchfulReader implements AutoCloseable {

    private static final String QUESTION = """
            SELECT complete_to,
                (SELECT count(*) FROM fact_payment),
                (SELECT count(*) FROM dim_currency_history WHERE NOT is_inferred),
                (rows ->> 'fact_payment')::bigint,
                (SELECT count(*) FROM fact_payment f WHERE NOT EXISTS (SELECT FROM dim_currency d WHERE d.currency_id = f.currency_id)),
                (SELECT count(*) - count(DISTINCT payment_id) FROM current_fact_payment)
            FROM etl.ledger""";

    private final Connection connection;
    private final Trade trade;
    private final Map<Instant, Long> states = new TreeMap<>();
    private final CompletableFuture<Void> reading;
    private volatile boolean isClosed;

    WatchfulReader(TestWarehouse warehouse, Trade trade) throws SQLException {
        this.connection = warehouse.connect();
        TestWarehouse.rows(connection, "SELECT set_config('application_name', 'reader', false)");
        this.trade = trade;
        this.reading = CompletableFuture.runAsync(this::readOn);
    }

    /** How many payments there were when the warehouse was complete to a cut. */
    Map<Instant, Long> states() {
        synchronized (states) {
            return new TreeMap<>(states);
        }
    }

    /** Ends, and fails if anything ever disagreed. */
    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        try {
            reading.get();
        } catch (ExecutionException e) {
            throw new AssertionError("What was seen was half a cut", e.getCause());
        }
    }

    private void readOn() {
        try (connection;
                Statement statement = connection.createStatement()) {
            while (!isClosed) {
                ask(statement);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void ask(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(QUESTION)) {
            if (row.next() && row.getObject(1) != null) {
                Instant completeTo = row.getObject(1, OffsetDateTime.class).toInstant();
                check(completeTo, row);
            }
        }
    }

    private void check(Instant completeTo, ResultSet row) throws SQLException {
        long expected = trade.completeTo(completeTo);
        for (int column : new int[] {2, 3, 4}) {
            if (row.getLong(column) != expected) {
                throw new AssertionError("complete to %s, but column %d says %d rows, expected %d"
                        .formatted(completeTo, column, row.getLong(column), expected));
            }
        }
        if (row.getLong(5) != 0 || row.getLong(6) != 0) {
            throw new AssertionError("complete to %s, but %d facts lack a dimension and %d keys are current twice"
                    .formatted(completeTo, row.getLong(5), row.getLong(6)));
        }
        synchronized (states) {
            states.put(completeTo, expected);
        }
    }
}
