package com.terrifictotes.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;

/** What an enumerator did: which splits went where, who was told that there are no more. Calls run when told to. */
final class FakeEnumeratorContext implements SplitEnumeratorContext<TotesysSplit> {

    private final int parallelism;
    private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
    private final Map<Integer, List<TotesysSplit>> assigned = new TreeMap<>();
    private final TreeSet<Integer> finished = new TreeSet<>();
    private final TreeSet<Integer> toldLoadIsOver = new TreeSet<>();
    private final Map<Integer, Long> lastCuts = new TreeMap<>();
    private final List<BiConsumer<FirstLoad.@Nullable Plan, @Nullable Throwable>> plannings = new ArrayList<>();

    FakeEnumeratorContext(int parallelism) {
        this.parallelism = parallelism;
    }

    void register(int reader) {
        readers.put(reader, new ReaderInfo(reader, "here"));
    }

    void lose(int reader) {
        readers.remove(reader);
    }

    /** The splits each reader got, in order. */
    Map<Integer, List<TotesysSplit>> assigned() {
        return assigned;
    }

    /** The readers that were told. */
    Set<Integer> finished() {
        return finished;
    }

    /** The readers that know that no chunk will come any more. */
    Set<Integer> toldLoadIsOver() {
        return toldLoadIsOver;
    }

    /** The last cut, by the readers that were told it. */
    Map<Integer, Long> lastCuts() {
        return lastCuts;
    }

    int plannings() {
        return plannings.size();
    }

    /** Ends the planning that was asked for, well or badly. */
    void planned(FirstLoad.@Nullable Plan plan, @Nullable Throwable failure) {
        plannings.remove(0).accept(plan, failure);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }

    @Override
    public void assignSplits(SplitsAssignment<TotesysSplit> assignment) {
        assignment.assignment().forEach((reader, splits) -> {
            if (!readers.containsKey(reader)) {
                throw new IllegalArgumentException("Cannot assign splits to reader " + reader + ": it is not there");
            }
            assigned.computeIfAbsent(reader, none -> new ArrayList<>()).addAll(splits);
        });
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        finished.add(reader);
    }

    @Override
    @SuppressWarnings("unchecked") // The only thing an enumerator of totesys ever calls is the planning.
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        plannings.add((BiConsumer<FirstLoad.@Nullable Plan, @Nullable Throwable>) (BiConsumer<?, ?>) handler);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
        throw new UnsupportedOperationException("Nothing is called again and again");
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        if (event == LoadIsOver.INSTANCE) {
            toldLoadIsOver.add(reader);
        } else if (event instanceof CutIsClosed closed) {
            lastCuts.put(reader, closed.instant());
        } else {
            throw new UnsupportedOperationException("Readers know no other event: " + event);
        }
    }
}
