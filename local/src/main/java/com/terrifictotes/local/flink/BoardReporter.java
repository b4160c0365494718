package com.terrifictotes.local.flink;

import java.util.Properties;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Writes Flink's metrics on the {@link Board}. */
public final class BoardReporter implements MetricReporter, MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return this;
    }

    @Override
    public void open(MetricConfig config) {
        // The board is there.
    }

    @Override
    public void close() {
        // What was seen last stays on the board.
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        Board.OF_THIS_JVM.add(metric, name, group);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        Board.OF_THIS_JVM.freeze(metric, name, group);
    }
}
