package com.terrifictotes.local.run;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline's warehouse is.
 *
 * @param pipeline its name
 * @param completeTo the cut up to which everything is in the warehouse; null if nothing was published yet
 * @param publishedAt when rows were last published
 * @param behindSeconds how long ago that cut is, on the clock of totesys: what was committed since may be missing
 * @param tables every table of the star
 * @param problems what the job needs of totesys and is not there just now, a line each: the tables it is told of stand
 *     still
 * @param miscounted tables of totesys of which a run on this home knew another number of rows, when it last compared them;
 *     of a deployment, its metric {@code countMismatches} says how many there are
 * @param quarantined how many rows of each table of totesys do not fit the star, of those that have any; by name
 */
record Status(
        String pipeline,
        @Nullable Instant completeTo,
        @Nullable Instant publishedAt,
        @Nullable Double behindSeconds,
        List<TableStatus> tables,
        List<String> problems,
        List<String> miscounted,
        Map<String, Long> quarantined) {

    Status {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
        miscounted = List.copyOf(miscounted);
        quarantined = Collections.unmodifiableMap(new TreeMap<>(quarantined));
    }

    /**
     * How a table is.
     *
     * @param rows how many there are now: facts, or members of a dimension
     * @param versions of them, the present ones included
     * @param lastPublish when one of them was last published; null if none ever was
     */
    record TableStatus(
            String table,
            long rows,
            long versions,
            @Nullable Instant lastPublish) {}
}
