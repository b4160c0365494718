package com.terrifictotes.local.bench;

/** Measures an {@link Effort}, from its start on. */
final class Stopwatch {

    private final BenchDatabases databases;
    private final long startNanos = System.nanoTime();
    private final double job = Processor.ofThisProgram();
    private final double postgres;

    private Stopwatch(BenchDatabases databases) {
        this.databases = databases;
        this.postgres = databases.processorSeconds();
    }

    static Stopwatch start(BenchDatabases databases) {
        return new Stopwatch(databases);
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    Effort effort(long rows) {
        return new Effort(rows, seconds(), Processor.ofThisProgram() - job, databases.processorSeconds() - postgres);
    }
}
