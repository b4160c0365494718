package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Gauges;
import com.terrifictotes.catalog.ServiceMetric;
import org.junit.jupiter.api.Test;

class PublishMetricsTest {

    private final Gauges gauges = new Gauges();

    @Test
    void aWarehouseThatNothingIsPublishedToGrowsOldFromTheStart() {
        PublishMetrics.ofPublisher(gauges);

        assertThat(gauges.value(ServiceMetric.FRESHNESS_SECONDS)).isNotNegative();
    }

    @Test
    void whoeverNeverPublishesSaysNothingOfTheWarehouse() {
        PublishMetrics.ofIdle(gauges);

        assertThat(gauges.value(ServiceMetric.FRESHNESS_SECONDS)).isEqualTo(-1);
    }
}
