package com.terrifictotes;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures what every row goes through: nanoseconds that one thread needs for a row, and how many of them a processor
 * worked. What counts is the difference between two versions of the code on one machine.
 */
final class Benchmarks {

    private Benchmarks() {}

    /** Runs those whose names one of the regular expressions is found in, or all. */
    public static void main(String[] names) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .jvmArgs("-Xmx1500m", "-XX:+UseSerialGC")
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(600))
                .addProfiler(ProcessorTime.class)
                .shouldFailOnError(true);
        for (String name : names) {
            options.include(name);
        }
        new Runner(options.build()).run();
    }
}
