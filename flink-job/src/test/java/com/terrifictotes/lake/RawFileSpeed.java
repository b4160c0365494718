package com.terrifictotes.lake;

import com.terrifictotes.change.Change;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Says how fast files of the raw zone are written: two million changes of eight columns, five times. */
final class RawFileSpeed {

    private static final int ROWS = 2_000_000;
    private static final int TIMES = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RawFileSpeed() {}

    public static void main(String[] arguments) throws Exception {
        List<Change> changes =
                IntStream.range(0, ROWS).mapToObj(Changes::payment).toList();
        for (int i = 0; i < TIMES; i++) {
            Path file = Files.createTempFile("speed", ".parquet");
            long start = THREADS.getCurrentThreadCpuTime();
            Changes.write(file, Changes.PAYMENT, changes);
            long nanos = THREADS.getCurrentThreadCpuTime() - start;
            System.out.printf("%.2f µs of this thread per row, %d bytes%n", nanos / 1000.0 / ROWS, Files.size(file));
            Files.delete(file);
        }
    }
}
