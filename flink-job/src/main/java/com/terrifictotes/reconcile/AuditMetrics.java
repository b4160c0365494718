package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.ServiceMetric;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * What the audit tells of itself. Before the first comparison, gauges say {@value #NOT_YET}; but it is then as old as the
 * operator, so that one that never succeeds is seen.
 *
 * <table>
 *   <caption>Metrics</caption>
 *   <tr><td>reconcileMismatches</td><td>keys for which the warehouse was not as totesys, at the last comparison</td></tr>
 *   <tr><td>reconcileUnsettled</td><td>keys of which it could say nothing</td></tr>
 *   <tr><td>auditAgeSeconds</td><td>since the end of the last comparison, or since the start as long as there is none</td></tr>
 *   <tr><td>auditMillis</td><td>how long it took</td></tr>
 *   <tr><td>audits</td><td>comparisons since the job started</td></tr>
 *   <tr><td>auditFailures</td><td>comparisons that could not be made</td></tr>
 * </table>
 */
final class AuditMetrics {

    private static final long NOT_YET = -1;

    private final Counter audits;
    private final Counter failures;
    private volatile long mismatches = NOT_YET;
    private volatile long unsettled = NOT_YET;
    private volatile long millis = NOT_YET;
    /** On the clock of the JVM that only goes forwards. */
    private volatile long endedNanos = System.nanoTime();

    AuditMetrics(MetricGroup group) {
        audits = group.counter("audits", new ThreadSafeSimpleCounter());
        failures = ServiceMetric.AUDIT_FAILURES.counter(group, new ThreadSafeSimpleCounter());
        ServiceMetric.RECONCILE_MISMATCHES.gauge(group, () -> mismatches);
        ServiceMetric.RECONCILE_UNSETTLED.gauge(group, () -> unsettled);
        group.gauge("auditMillis", () -> millis);
        ServiceMetric.AUDIT_AGE_SECONDS.gauge(group, this::age);
    }

    void compared(Report report, Duration length) {
        mismatches = report.mismatches();
        unsettled = report.unsettled();
        endedNanos = System.nanoTime();
        millis = length.toMillis();
        audits.inc();
    }

    void failed() {
        failures.inc();
    }

    private long age() {
        return Duration.ofNanos(System.nanoTime() - endedNanos).toSeconds();
    }
}
