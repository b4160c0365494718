package com.terrifictotes.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Remembers the gauges that an operator registers for the service. */
public final class Gauges extends UnregisteredMetricsGroup {

    private final Map<String, Gauge<?>> gauges;
    private final boolean isOfService;

    /** Without any yet. */
    public Gauges() {
        this(new HashMap<>(), false);
    }

    private Gauges(Map<String, Gauge<?>> gauges, boolean isOfService) {
        this.gauges = gauges;
        this.isOfService = isOfService;
    }

    /** What the service is told. */
    public long value(ServiceMetric metric) {
        Gauge<?> gauge = Objects.requireNonNull(gauges.get(metric.title()), metric.title());
        return ((Number) gauge.getValue()).longValue();
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        if (isOfService) {
            gauges.put(name, gauge);
        }
        return gauge;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new Gauges(gauges, name.equals(ServiceMetric.GROUP));
    }
}
