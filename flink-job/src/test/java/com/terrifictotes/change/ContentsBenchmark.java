package com.terrifictotes.change;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The fingerprint of a row that is not known yet. */
@State(Scope.Benchmark)
@OperationsPerInvocation(Trade.ROWS)
@SuppressWarnings("NullAway.Init") // JMH makes the object, then sets it up.
public class ContentsBenchmark {

    @Param({"sales_order", "payment", "transaction"})
    private String table;

    private List<RowVersion> versions;
    private Contents contents;

    @Setup
    public void trade() {
        Trade trade = Trade.in(table);
        versions = trade.versions();
        contents = new Contents(List.of(trade.table()));
    }

    @Benchmark
    public void fingerprint(Blackhole blackhole) {
        for (RowVersion version : versions) {
            blackhole.consume(contents.fingerprint(null, version));
        }
    }
}
