package com.terrifictotes.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** Counts how often a reader asked for a split, and keeps what it told. */
final class FakeReaderContext implements SourceReaderContext {

    private final AtomicInteger requests = new AtomicInteger();
    private final List<SourceEvent> events = new ArrayList<>();

    /** What the enumerator was told, in order. */
    List<SourceEvent> events() {
        return events;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void sendSplitRequest() {
        requests.incrementAndGet();
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
    }

    @Override
    public Configuration getConfiguration() {
        return new Configuration();
    }

    @Override
    public String getLocalHostName() {
        return "here";
    }

    @Override
    public int getIndexOfSubtask() {
        return 0;
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
        events.add(event);
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(FakeReaderContext.class.getClassLoader());
    }
}
