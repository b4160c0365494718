package com.terrifictotes.reconcile;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Compares totesys with the warehouse at an interval, for as long as the job runs: one operator that nothing is ever sent
 * to, so that Flink starts and ends it with the job. The comparison has a thread and connections of its own: no checkpoint
 * waits for it.
 *
 * <p>Its metrics are those of {@link AuditMetrics}; what differs is also in the log, by keys and columns. Values are left
 * out there: they may be nobody's business.
 */
public final class Audit extends ProcessFunction<Void, Void> {

    /** What is never sent, for a place in the graph. */
    public static final OutputTag<Void> NOTHING = new OutputTag<>("audit", Types.VOID);

    private static final long serialVersionUID = 1;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Sides sides;
    private final Duration interval;
    private transient @Nullable AuditLoop loop;
    private transient @Nullable Thread thread;

    /** @param interval from the end of one comparison to the beginning of the next; the first is as long after the start */
    public Audit(Sides sides, Duration interval) {
        this.sides = sides;
        this.interval = interval;
    }

    @Override
    public void open(OpenContext context) {
        AuditMetrics metrics = new AuditMetrics(getRuntimeContext().getMetricGroup());
        AuditLoop started = new AuditLoop(sides, interval, metrics);
        Thread runner = new Thread(started, "audit of " + sides.pipeline());
        runner.setDaemon(true);
        runner.start();
        loop = started;
        thread = runner;
    }

    @Override
    public void processElement(Void nothing, Context context, Collector<Void> out) {
        throw new IllegalStateException("Cannot process anything in an audit: nothing should have been sent");
    }

    @Override
    public void close() throws InterruptedException {
        if (loop != null && thread != null) {
            loop.stop();
            thread.interrupt();
            thread.join(PATIENCE_MILLIS);
        }
    }
}
