package com.terrifictotes.local.bench;

/**
 * What it took to bring rows from one place to the other.
 *
 * @param rows of totesys
 * @param seconds by the clock
 * @param jobSeconds of processor time, of the program that brings them
 * @param postgresSeconds of processor time, of both databases
 */
record Effort(long rows, double seconds, double jobSeconds, double postgresSeconds) {

    private static final double MICROS = 1e6;

    Effort {
        if (rows < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    "Cannot tell the effort of %d rows in %s s, expected both to be more than 0"
                            .formatted(rows, seconds));
        }
    }

    double rowsPerSecond() {
        return rows / seconds;
    }

    /** Microseconds of the program for a row. */
    double jobMicros() {
        return jobSeconds * MICROS / rows;
    }

    /** Microseconds of both databases for a row. */
    double postgresMicros() {
        return postgresSeconds * MICROS / rows;
    }

    /** Microseconds of processor time for a row, all together. */
    double micros() {
        return jobMicros() + postgresMicros();
    }
}
