package com.terrifictotes.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the enumerator remembers.
 *
 * @param isPlanned whether the first load is planned; if not, nothing else is set
 * @param chunks not given to any reader yet
 * @param cuts the cuts, until a reader has them
 * @param lastCut the instant of the last cut of a bounded source, once it is closed
 */
record EnumeratorState(
        boolean isPlanned,
        List<ChunkSplit> chunks,
        @Nullable CutsSplit cuts,
        @Nullable Long lastCut) {

    static final EnumeratorState UNPLANNED = new EnumeratorState(false, List.of(), null, null);

    EnumeratorState {
        chunks = List.copyOf(chunks);
    }

    static EnumeratorState planned(List<ChunkSplit> chunks, @Nullable CutsSplit cuts) {
        return new EnumeratorState(true, chunks, cuts, null);
    }

    /** The same, of a source that has taken its last cut. */
    EnumeratorState endedBy(@Nullable Long cut) {
        return new EnumeratorState(isPlanned, chunks, cuts, cut);
    }
}
