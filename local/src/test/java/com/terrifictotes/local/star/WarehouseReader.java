package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.pipeline.Texts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who asks the warehouse all along, sometimes in one statement, sometimes in several of one transaction, and who
 * must never see but a whole cut. While the warehouse is away it waits, and remembers what it saw.
 */
final class WarehouseReader implements AutoCloseable {

    /** An order that has never fitted the star is in quarantine. */
    private static final String ORDERS = """
            SELECT (SELECT count(*) FROM current_fact_sales_order) + (SELECT count(*) FROM current_fact_purchase_order)
            + (SELECT count(DISTINCT row_key) FROM etl.quarantine WHERE row_key::integer NOT IN (
                SELECT purchase_order_id FROM fact_purchase_order))""";

    /** What is in a whole cut, whatever has happened in totesys: each must say 0. */
    private static final Map<String, String> MUST_BE_ZERO = mustBeZero();

    private static final String FRESHNESS =
            "(SELECT coalesce(extract(epoch FROM complete_to), 0) * 1000 FROM etl.ledger)::bigint";
    private static final long PAUSE_MILLIS = 5;

    private final StarPipeline pipeline;
    private final CompletableFuture<Void> result;
    private final Set<String> violations = new LinkedHashSet<>();
    private volatile boolean isFinished;
    private long completeTo;
    private long looks;
    private long freshLooks;
    private long outages;

    private WarehouseReader(StarPipeline pipeline) {
        this.pipeline = pipeline;
        this.result = CompletableFuture.runAsync(this::lookAllAlong, task -> new Thread(task, "reader").start());
    }

    /** Begins to read. */
    static WarehouseReader start(StarPipeline pipeline) {
        return new WarehouseReader(pipeline);
    }

    /** Ends reading: what was seen that is no whole cut. */
    List<String> finish() {
        isFinished = true;
        result.join();
        return List.copyOf(violations);
    }

    /** How often it looked, how often at something new, and how often it was interrupted. */
    String figures() {
        return "%,d looks, %,d at another cut than before, %d outages".formatted(looks, freshLooks, outages);
    }

    /** Ends reading. Where a test fails before it asks, what was seen is told beside the failure. */
    @Override
    public void close() {
        boolean wasAsked = isFinished;
        isFinished = true;
        result.handle((done, failure) -> null).join();
        assertThat(wasAsked || violations.isEmpty())
                .as("a reader saw %s", violations)
                .isTrue();
    }

    private void lookAllAlong() {
        while (!isFinished) {
            try (Connection connection = pipeline.warehouse();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                while (!isFinished) {
                    lookOnce(statement);
                    connection.commit();
                    lookPieceByPiece(statement);
                    connection.commit();
                }
            } catch (SQLException e) {
                outages++;
                pause();
            }
        }
    }

    private void lookOnce(Statement statement) throws SQLException {
        String all = String.join(", ", MUST_BE_ZERO.values());
        List<String> row = only(statement, "SELECT " + FRESHNESS + ", " + all);
        saw(Long.parseLong(row.get(0).replace("null", "0")));
        List<String> names = List.copyOf(MUST_BE_ZERO.keySet());
        for (int i = 0; i < names.size(); i++) {
            judge(names.get(i), row.get(i + 1));
        }
        pause();
    }

    private void lookPieceByPiece(Statement statement) throws SQLException {
        for (Map.Entry<String, String> check : MUST_BE_ZERO.entrySet()) {
            judge(check.getKey(), only(statement, "SELECT " + check.getValue()).get(0));
            pause();
        }
    }

    private void saw(long complete) {
        looks++;
        if (complete < completeTo) {
            violations.add("complete_to went back from %d to %d".formatted(completeTo, complete));
        }
        if (complete > completeTo) {
            freshLooks++;
        }
        completeTo = complete;
    }

    private void judge(String name, String count) {
        if (!"0".equals(count)) {
            violations.add("%s: %s, at about cut %d".formatted(name, count, completeTo));
        }
    }

    private static List<String> only(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return Texts.of(rows).get(0);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> mustBeZero() {
        Map<String, String> checks = new LinkedHashMap<>();
        checks.put(
                "units beside whole thousands",
                "(SELECT coalesce(sum(units_sold), 0) % 1000 FROM current_fact_sales_order)");
        checks.put("orders without a payment", "(%s) - (SELECT count(*) FROM current_fact_payment)".formatted(ORDERS));
        checks.put(
                "orders without a transaction",
                "(%s) - (SELECT count(*) FROM dim_transaction WHERE NOT is_deleted AND coalesce(sales_order_id, purchase_order_id) IS NOT NULL)"
                        .formatted(ORDERS));
        checks.put(
                "facts beyond the ledger",
                count("current_fact_sales_order f, etl.ledger WHERE f.recorded_at > complete_to"));
        checks.put("payments beyond the ledger", count("fact_payment f, etl.ledger WHERE f.recorded_at > complete_to"));
        checks.put(
                "facts without a ledger",
                count("fact_payment WHERE NOT EXISTS (SELECT FROM etl.ledger WHERE complete_to IS NOT NULL)"));
        checks.put("orders with a dimension missing", count("""
                current_fact_sales_order f
                LEFT JOIN dim_staff s ON s.staff_id = f.sales_staff_id
                LEFT JOIN dim_counterparty USING (counterparty_id)
                LEFT JOIN dim_currency USING (currency_id)
                LEFT JOIN dim_design USING (design_id)
                LEFT JOIN dim_location ON location_id = agreed_delivery_location_id
                LEFT JOIN dim_date ON date_id = agreed_delivery_date
                WHERE first_name IS NULL OR counterparty_legal_name IS NULL OR currency_name IS NULL
                  OR design_name IS NULL OR city IS NULL OR month_name IS NULL"""));
        checks.put("payments with a dimension missing", count("""
                current_fact_payment f
                LEFT JOIN dim_transaction USING (transaction_id)
                LEFT JOIN dim_payment_type USING (payment_type_id)
                WHERE transaction_type IS NULL OR payment_type_name IS NULL"""));
        checks.put("inferred rows", count("dim_staff_history WHERE is_inferred"));
        checks.put("dimensions that differ from their history", count("""
                (SELECT * FROM dim_location WHERE NOT is_deleted) d
                FULL JOIN (SELECT * FROM dim_location_history WHERE is_current) h USING (location_id)
                WHERE d.city IS DISTINCT FROM h.city OR d.phone IS DISTINCT FROM h.phone"""));
        return checks;
    }

    private static String count(String from) {
        return "(SELECT count(*) FROM " + from + ")";
    }
}
