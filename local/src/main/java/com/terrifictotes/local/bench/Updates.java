package com.terrifictotes.local.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Updates of orders, from their commit until the warehouse shows them. */
final class Updates {

    private static final String UPDATE = """
            UPDATE sales_order SET units_sold = units_sold + 1, last_updated = now() AT TIME ZONE 'UTC'
            WHERE sales_order_id IN (SELECT sales_order_id FROM sales_order WHERE %s LIMIT %d)""";

    /** As if they came in no order: a hash of the key, and not the key, says whether one is among them. */
    private static final String SCATTERED = "hashint4(sales_order_id) %% %d = 0";

    private Updates() {}

    /** The first so many orders, in one transaction. */
    static Effort many(BenchDatabases databases, RunningJob job, long orders)
            throws SQLException, InterruptedException {
        return make(databases, job, UPDATE.formatted("true", orders));
    }

    /** About so many of all orders, all over the table. */
    static Effort scattered(BenchDatabases databases, RunningJob job, long orders, long ofAll)
            throws SQLException, InterruptedException {
        return make(databases, job, UPDATE.formatted(SCATTERED.formatted(Math.max(1, ofAll / orders)), orders));
    }

    private static Effort make(BenchDatabases databases, RunningJob job, String update)
            throws SQLException, InterruptedException {
        try (Connection totesys = databases.totesys();
                Statement statement = totesys.createStatement()) {
            totesys.setAutoCommit(false);
            long rows = statement.executeLargeUpdate(update);
            Stopwatch watch = Stopwatch.start(databases);
            totesys.commit();
            Instant committed = Instant.now();
            job.awaitInLake(committed);
            job.awaitVisible(committed);
            return watch.effort(rows);
        }
    }
}
