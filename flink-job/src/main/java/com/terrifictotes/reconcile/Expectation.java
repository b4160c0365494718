package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Misfit;
import com.terrifictotes.catalog.Row;
import java.util.List;

/** What a row of totesys has to be in a copy of it. */
sealed interface Expectation {

    /** A row with these values. */
    record Shown(Row row) implements Expectation {}

    /** A line in quarantine for each value that does not fit; what the copy shows is then of an earlier version. */
    record Quarantined(List<Line> lines) implements Expectation {

        public Quarantined {
            lines = List.copyOf(lines);
        }
    }

    /** Anything: it is made of a row that is not there, and goes on showing what it showed. */
    record Anything() implements Expectation {}

    /**
     * A value that does not fit.
     *
     * @param table of totesys
     * @param key of the row, as text
     */
    record Line(String table, String key, Misfit misfit) {}
}
