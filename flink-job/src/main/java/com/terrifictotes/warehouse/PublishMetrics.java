package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.ServiceMetric;
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
 *   <tr><td>publishRetries</td><td>how often the warehouse failed and was tried again; writers that stage rows count theirs under the same name</td></tr>
 *   <tr><td>inferredRows</td><td>rows of dimensions that facts referred to and nothing was known of</td></tr>
 *   <tr><td>quarantineOpen</td><td>rows of totesys that are in quarantine as of the last publish</td></tr>
 *   <tr><td>publishMillis</td><td>how long the last publish took, its retries included</td></tr>
 *   <tr><td>completeTo</td><td>the instant up to which the warehouse is complete, milliseconds since 1970-01-01 UTC</td></tr>
 *   <tr><td>freshnessSeconds</td><td>since that instant: how old the newest state is that the warehouse shows; as long as nothing has been published, since the start</td></tr>
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
    private final long startedAt;
    private volatile long publishMillis = NOT_HERE;
    private volatile long completeTo = NOT_HERE;
    private volatile long quarantineOpen = NOT_HERE;

    private PublishMetrics(MetricGroup group, long startedAt) {
        this.group = group;
        this.startedAt = startedAt;
        this.publishes = ServiceMetric.PUBLISHES.counter(group, new ThreadSafeSimpleCounter());
        this.retries = ServiceMetric.PUBLISH_RETRIES.counter(group, new ThreadSafeSimpleCounter());
        this.inferredRows = ServiceMetric.INFERRED_ROWS.counter(group, new ThreadSafeSimpleCounter());
        ServiceMetric.PUBLISH_MILLIS.gauge(group, () -> publishMillis);
        group.gauge("completeTo", () -> completeTo);
        ServiceMetric.FRESHNESS_SECONDS.gauge(group, this::freshnessSeconds);
        ServiceMetric.QUARANTINE_OPEN.gauge(group, () -> quarantineOpen);
    }

    /** Of the committer that publishes, now that it starts. */
    static PublishMetrics ofPublisher(MetricGroup group) {
        return new PublishMetrics(group, System.currentTimeMillis());
    }

    /** Of one that never will. */
    static PublishMetrics ofIdle(MetricGroup group) {
        return new PublishMetrics(group, NOT_HERE);
    }

    void retried() {
        retries.inc();
    }

    void published(Published published, long millis) {
        publishes.inc();
        inferredRows.inc(published.inferred());
        published.rows().forEach((table, rows) -> rowsPublished(table).inc(rows));
        publishMillis = millis;
        quarantineOpen = published.quarantined().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        Instant instant = published.completeTo();
        completeTo = instant == null ? NOT_HERE : instant.toEpochMilli();
    }

    /** By the clock of this machine, while the instant is by that of totesys. */
    private long freshnessSeconds() {
        long since = completeTo == NOT_HERE ? startedAt : completeTo;
        return since == NOT_HERE ? NOT_HERE : (System.currentTimeMillis() - since) / 1000;
    }

    private Counter rowsPublished(String table) {
        return rowsPublished.computeIfAbsent(
                table, name -> group.addGroup("table", name).counter("rowsPublished", new ThreadSafeSimpleCounter()));
    }
}
