package com.terrifictotes.local.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline's warehouse is.
 *
 * @param pipeline its name
 * @param completeTo the cut up to which everything is in the warehouse; null if nothing was published yet
 * @param publishedAt when rows were last published
 * @param behindSeconds how long ago that cut is, on the clock of totesys: what was committed since may be missing
 * @param tables every table of the star
 */
record Status(
        String pipeline,
        @Nullable Instant completeTo,
        @Nullable Instant publishedAt,
        @Nullable Double behindSeconds,
        List<TableStatus> tables) {

    Status {
        tables = List.copyOf(tables);
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
