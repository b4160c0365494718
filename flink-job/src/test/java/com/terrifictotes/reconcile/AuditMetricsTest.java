package com.terrifictotes.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Gauges;
import com.terrifictotes.catalog.ServiceMetric;
import org.junit.jupiter.api.Test;

class AuditMetricsTest {

    private final Gauges gauges = new Gauges();

    @Test
    void anAuditThatNeverSucceedsGrowsOldFromItsStart() {
        AuditMetrics metrics = new AuditMetrics(gauges);

        metrics.failed();

        assertThat(gauges.value(ServiceMetric.AUDIT_AGE_SECONDS)).isNotNegative();
        assertThat(gauges.value(ServiceMetric.RECONCILE_MISMATCHES)).isEqualTo(-1);
    }
}
