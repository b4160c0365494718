package com.terrifictotes.fact;

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

/** From a change to the row of a fact. */
@State(Scope.Benchmark)
@OperationsPerInvocation(Trade.ROWS)
@SuppressWarnings("NullAway.Init") // JMH makes the object, then sets it up.
public class FactBenchmark {

    @Param({"sales_order", "payment"})
    private String table;

    private List<Change> changes;
    private Fact fact;

    @Setup
    public void trade() {
        Trade trade = Trade.in(table);
        changes = trade.changes();
        fact = Fact.of(trade.star(), trade.table(), new UnregisteredMetricsGroup());
    }

    @Benchmark
    public void make(Blackhole blackhole) throws Exception {
        Nowhere nowhere = new Nowhere(blackhole);
        for (Change change : changes) {
            fact.make(change, nowhere, nowhere);
        }
    }
}
