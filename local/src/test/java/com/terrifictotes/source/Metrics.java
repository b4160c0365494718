package com.terrifictotes.source;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics by name, those of a table as {@code table.NAME.metric}. */
public final class Metrics extends UnregisteredMetricsGroup {

    private final String prefix;
    private final Map<String, Object> metrics;

    /** Without any yet. */
    public Metrics() {
        this("", new ConcurrentHashMap<>());
    }

    private Metrics(String prefix, Map<String, Object> metrics) {
        this.prefix = prefix;
        this.metrics = metrics;
    }

    /** What a counter or a gauge says. */
    public long value(String name) {
        Object metric = Objects.requireNonNull(metrics.get(name), name);
        return metric instanceof Counter counter
                ? counter.getCount()
                : ((Number) ((Gauge<?>) metric).getValue()).longValue();
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        metrics.put(prefix + name, counter);
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        metrics.put(prefix + name, gauge);
        return gauge;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new Metrics(prefix + key + "." + value + ".", metrics);
    }
}
