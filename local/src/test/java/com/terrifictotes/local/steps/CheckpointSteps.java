package com.terrifictotes.local.steps;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.runtime.tasks.StreamOperatorWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The steps a job takes through a checkpoint, in every thread of this JVM, by name. They are seen once {@link Probes} are
 * woven in. A name that comes again in the same checkpoint gets a number: {@code before a file of raw zone: Committer #2}.
 */
public final class CheckpointSteps {

    private static final Map<String, Integer> TIMES = new ConcurrentHashMap<>();
    private static final Set<String> SEEN = new LinkedHashSet<>();
    private static final ThreadLocal<String> COMMITTER = ThreadLocal.withInitial(() -> "nobody");
    private static final AtomicInteger CHECKPOINTS_UNTIL_THE_END = new AtomicInteger();
    private static volatile @Nullable Trap trap;
    private static volatile @Nullable String end;
    private static volatile @Nullable Consumer<List<String>> listener;

    private CheckpointSteps() {}

    /** Forgets the steps seen so far. */
    public static void forget() {
        synchronized (SEEN) {
            SEEN.clear();
        }
    }

    /** The steps seen since, in the order of their first coming. */
    public static List<String> seen() {
        synchronized (SEEN) {
            return List.copyOf(SEEN);
        }
    }

    /** Stops the thread that comes to a step next. */
    public static Trap trapAt(String step) {
        Trap set = new Trap(step);
        trap = set;
        return set;
    }

    /** Stops nobody any more. */
    public static void setNoTrap() {
        trap = null;
    }

    /** Ends this JVM, as {@code kill -9} does, at a step of the checkpoint behind so many others. */
    public static void haltAt(String step, int checkpointsBefore) {
        end = step;
        CHECKPOINTS_UNTIL_THE_END.set(checkpointsBefore);
    }

    /** Tells the steps seen between each beginning of a checkpoint and the next. */
    public static void tell(Consumer<List<String>> whom) {
        listener = whom;
    }

    /** A checkpoint begins: names are numbered anew. */
    public static void trigger() {
        Consumer<List<String>> listening = listener;
        if (listening != null) {
            listening.accept(seen());
            forget();
        }
        TIMES.clear();
        pass("before the trigger");
        CHECKPOINTS_UNTIL_THE_END.decrementAndGet();
    }

    /** An operator is told of a complete checkpoint: what its thread commits from now on is this operator's. */
    public static void notified(Object wrapper) {
        COMMITTER.set(name(((StreamOperatorWrapper<?, ?>) wrapper).getStreamOperator()));
        pass("before the notification of " + COMMITTER.get());
    }

    /** The state of an operator is about to be taken. */
    public static void snapshot(Object operator) {
        pass("before the snapshot of " + name((StreamOperator<?>) operator));
    }

    /** A file of a zone is about to become visible. */
    public static void file() {
        pass("before a file of " + COMMITTER.get());
    }

    /** A sink is about to hand over what it has, before the barrier. */
    public static void preparation(Object operator) {
        pass("before the preparation of " + name((StreamOperator<?>) operator));
    }

    /** The thread comes to a step. */
    public static void pass(String name) {
        int times = TIMES.merge(name, 1, Integer::sum);
        String step = times == 1 ? name : name + " #" + times;
        synchronized (SEEN) {
            SEEN.add(step);
        }
        if (step.equals(end) && CHECKPOINTS_UNTIL_THE_END.get() < 0) {
            Runtime.getRuntime().halt(137);
        }
        Trap set = trap;
        if (set != null && set.step().equals(step)) {
            trap = null;
            set.fallIn();
        }
    }

    private static String name(StreamOperator<?> operator) {
        return operator.getMetricGroup().getAllVariables().getOrDefault("<operator_name>", "nobody");
    }
}
