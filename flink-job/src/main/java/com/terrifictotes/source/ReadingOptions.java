package com.terrifictotes.source;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * How totesys is read.
 *
 * @param namespace the schema its tables are in
 * @param excluded tables left out
 * @param isBounded whether to end after the first cut
 * @param pollInterval from the start of one cut to the start of the next
 * @param retryBackoffMost the longest wait between two tries
 * @param retryGiveUpAfter how long a database that does not answer is tried again before the job fails
 * @param chunkRows about how many rows a chunk of a first load has
 * @param windowFromRows tables with more rows than this are read through their index on {@code last_updated}
 * @param windowLength how far before the previous cut that reading begins
 * @param sweepInterval how often such tables are read in full all the same
 */
public record ReadingOptions(
        String namespace,
        Set<String> excluded,
        boolean isBounded,
        Duration pollInterval,
        Duration retryBackoffMost,
        Duration retryGiveUpAfter,
        long chunkRows,
        long windowFromRows,
        Duration windowLength,
        Duration sweepInterval)
        implements Serializable {

    public ReadingOptions {
        excluded = Set.copyOf(excluded);
    }
}
