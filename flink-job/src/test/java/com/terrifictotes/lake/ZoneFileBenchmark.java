package com.terrifictotes.lake;

import com.terrifictotes.change.Trade;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A file of each zone, opened, written and closed. */
@State(Scope.Benchmark)
@OperationsPerInvocation(Trade.ROWS)
@SuppressWarnings("NullAway.Init") // JMH makes the object, then sets it up.
public class ZoneFileBenchmark {

    @Param({"sales_order", "payment", "transaction"})
    private String table;

    private Trade trade;

    @Setup
    public void trade() {
        trade = Trade.in(table);
    }

    @Benchmark
    public long raw() throws IOException {
        CountingStream bytes = new CountingStream();
        ZoneFiles.write(bytes, new RawFormat(), List.of(trade.table()), trade.changes());
        return bytes.getPos();
    }

    @Benchmark
    public long processed() throws IOException {
        CountingStream bytes = new CountingStream();
        ZoneFiles.write(bytes, new ProcessedFormat(), List.of(trade.star().rows()), trade.starRows());
        return bytes.getPos();
    }
}
