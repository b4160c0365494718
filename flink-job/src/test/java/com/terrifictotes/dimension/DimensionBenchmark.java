package com.terrifictotes.dimension;

import com.terrifictotes.change.Change;
import com.terrifictotes.change.Nowhere;
import com.terrifictotes.change.Trade;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From a change to the first version of a row of a dimension, and what is remembered of it. */
@State(Scope.Benchmark)
@OperationsPerInvocation(Trade.ROWS)
@SuppressWarnings("NullAway.Init") // JMH makes the object, then sets it up.
public class DimensionBenchmark {

    @Param("transaction")
    private String table;

    private List<Change> changes;
    private Dimension dimension;

    @Setup
    public void trade() {
        Trade trade = Trade.in(table);
        changes = trade.changes();
        dimension = Dimension.of(trade.star(), trade.table(), new UnregisteredMetricsGroup());
    }

    @Benchmark
    public void apply(Blackhole blackhole) throws Exception {
        Nowhere nowhere = new Nowhere(blackhole);
        for (Change change : changes) {
            blackhole.consume(dimension.apply(null, change, nowhere, nowhere));
        }
    }
}
