package com.terrifictotes.warehouse;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * What the committer tells of itself. One of them publishes; the gauges of the others say {@value #NOT_HERE}.
 *
 * <table>
 *   <caption>Metrics</caption>
 *   <tr><td>publishes</td><td>publishes made since the job started</td></tr>
 *   <tr><td>publishRetries</td><td>how often the warehouse failed and was tried again</td></tr>
 *   <tr><td>inferredRows</td><td>rows of dimensions that facts referred to and nothing was known of</td></tr>
 *   <tr><td>publishMillis</td><td>how long the last publish took, its retries included</td></tr>
 *   <tr><td>completeTo</td><td>the instant up to which the warehouse is complete, milliseconds since 1970-01-01 UTC</td></tr>
 *   <tr><td>table.NAME.rowsPublished</td><td>rows published into a table</td></tr>
 * </table>
 */
final class PublishMetrics {

    private static final long NOT_HERE = -1;

    private final MetricGroup group;
    private final Counter publishes;
    private final Counter retries;
    private final Counter inferredRows;
    private final Map<String, Counter> rowsPublished = new HashMap<>();
    private volatile long publishMillis = NOT_HERE;
    private volatile long completeTo = NOT_HERE;

    PublishMetrics(MetricGroup group) {
        this.group = group;
        this.publishes = group.counter("publishes", new ThreadSafeSimpleCounter());
        this.retries = group.counter("publishRetries", new ThreadSafeSimpleCounter());
        this.inferredRows = group.counter("inferredRows", new ThreadSafeSimpleCounter());
        group.gauge("publishMillis", () -> publishMillis);
        group.gauge("completeTo", () -> completeTo);
    }

    void retried() {
        retries.inc();
    }

    void published(Published published, long millis) {
        publishes.inc();
        inferredRows.inc(published.inferred());
        published.rows().forEach((table, rows) -> rowsPublished(table).inc(rows));
        publishMillis = millis;
        Instant instant = published.completeTo();
        completeTo = instant == null ? NOT_HERE : instant.toEpochMilli();
    }

    private Counter rowsPublished(String table) {
        return rowsPublished.computeIfAbsent(
                table, name -> group.addGroup("table", name).counter("rowsPublished", new ThreadSafeSimpleCounter()));
    }
}
