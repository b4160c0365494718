package com.terrifictotes.change;

import org.apache.flink.util.Collector;
import org.openjdk.jmh.infra.Blackhole;

/** Where rows of the star go in a benchmark, and what it knows of the quarantine: nothing was ever there. */
public record Nowhere(Blackhole blackhole) implements Collector<StarRow>, QuarantineMemory {

    @Override
    public void collect(StarRow row) {
        blackhole.consume(row);
    }

    @Override
    public boolean isQuarantined() {
        return false;
    }

    @Override
    public void keep() {
        throw new IllegalStateException("Cannot keep in quarantine: every row fits");
    }

    @Override
    public void forget() {}

    @Override
    public void close() {}
}
