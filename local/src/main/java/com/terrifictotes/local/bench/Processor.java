package com.terrifictotes.local.bench;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of processes, as Linux counts it. */
final class Processor {

    /** Linux tells time to programs in hundredths of a second on every machine, whatever its own clock does. */
    private static final double TICKS_A_SECOND = 100;

    /** Where the time stands behind the name of the program: its own in user and system mode, that of ended children. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    private Processor() {}

    /** Whether it can be told here. */
    static boolean isTold() {
        return Files.isReadable(Path.of("/proc/self/stat"));
    }

    /** Seconds of this program and of the programs it has started that have ended. */
    static double ofThisProgram() {
        return of(ProcessHandle.current());
    }

    /**
     * Seconds of a program and of all it has started. A child that ends goes from the one to the other: then it is looked at
     * again.
     */
    static double ofAll(ProcessHandle program) {
        double before;
        double all;
        do {
            before = of(program);
            all = before + program.children().mapToDouble(Processor::ofAll).sum();
        } while (of(program) > before);
        return all;
    }

    /** A program that ends while it is looked at is counted by the one that started it. */
    private static double of(ProcessHandle program) {
        Path stat = Path.of("/proc", Long.toString(program.pid()), "stat");
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = FIRST_TIME; field < FIRST_TIME + TIMES; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks / TICKS_A_SECOND;
        } catch (IOException e) {
            if (program.isAlive()) {
                throw new EnvironmentException("Cannot read " + stat, e);
            }
            return 0;
        }
    }
}
