package com.terrifictotes.catalog;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * A metric that the service ships to CloudWatch, under the name it has elsewhere. It ships what is in a group of its own
 * name and nothing else, and every one of them is paid for: so they are few, and none is of a table or a key.
 */
public enum ServiceMetric {
    CUT_AGE_SECONDS("cutAgeSeconds"),
    REPLAY_LAG_SECONDS("replayLagSeconds"),
    FENCE_AGE("fenceAge"),
    RETRIES("retries"),
    IDENTITY_CHANGES("identityChanges"),
    TABLES_STOPPED("tablesStopped"),
    NEW_IN_SOURCE("newInSource"),
    LAST_CUT_MILLIS("lastCutMillis"),
    FRESHNESS_SECONDS("freshnessSeconds"),
    PUBLISH_MILLIS("publishMillis"),
    PUBLISH_RETRIES("publishRetries"),
    QUARANTINE_OPEN("quarantineOpen"),
    INFERRED_ROWS("inferredRows"),
    PUBLISHES("publishes"),
    RECONCILE_MISMATCHES("reconcileMismatches"),
    RECONCILE_UNSETTLED("reconcileUnsettled"),
    AUDIT_AGE_SECONDS("auditAgeSeconds"),
    AUDIT_FAILURES("auditFailures"),
    COUNT_MISMATCHES("countMismatches");

    /** More than these nobody looks at. */
    static final int MOST = 20;

    static final String GROUP = "kinesisanalytics";

    private final String title;

    ServiceMetric(String title) {
        this.title = title;
    }

    /** What it is called. */
    public String title() {
        return title;
    }

    /** Registers a gauge with an operator, and for the service. */
    public <T> void gauge(MetricGroup operator, Gauge<T> gauge) {
        operator.gauge(title, gauge);
        operator.addGroup(GROUP).gauge(title, gauge);
    }

    /** Registers a counter with an operator, and for the service; the result is the counter. */
    public <C extends Counter> C counter(MetricGroup operator, C counter) {
        operator.counter(title, counter);
        return operator.addGroup(GROUP).counter(title, counter);
    }
}
