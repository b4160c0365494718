package com.terrifictotes.local.pipeline;

import com.terrifictotes.local.pipeline.SeenCuts.Cut;
import com.terrifictotes.local.pipeline.WriteLog.Version;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which row versions must be in the raw zone, decided without margins from what is certain.
 *
 * <p>The snapshot of a cut was taken after the cut before it was named, and not after its own instant. So a version whose
 * commit had returned at the instant of one cut, and whose successor was not yet being committed at the instant of a
 * later one, was visible to that later cut. If that cut outlived all crashes, the version must be in the raw zone.
 *
 * <p>Of a table that is read by window and sweep, a cut need only show what its window holds: it begins the window's
 * length before the previous cut, so the versions whose {@code last_updated} is not further back from the cut itself are
 * certainly inside. All others need to be visible until a sweep: any two cuts of one life of the job that lie further
 * apart than the interval of sweeps have one between them, or are one.
 */
final class Musts {

    private final List<Cut> cuts;
    private final long windowMillis;
    private final long sweepMillis;

    /** Of these cuts, in their order. */
    Musts(List<Cut> cuts, long windowMillis, long sweepMillis) {
        this.cuts = cuts;
        this.windowMillis = windowMillis;
        this.sweepMillis = sweepMillis;
    }

    /** Whether a version must be in the raw zone. */
    boolean include(AwkwardTable table, Version version) {
        int first = 1; // Nothing is known of when the snapshot of cut 0 was taken.
        while (first < cuts.size() && cuts.get(first - 1).instant() <= version.visibleFrom()) {
            first++;
        }
        int end = first;
        while (end < cuts.size() && isStillVisible(version.visibleTo(), cuts.get(end))) {
            end++;
        }
        List<Cut> saw = cuts.subList(Math.min(first, end), end);
        return table.isReadByWindow() ? isInWindow(version, saw) || isSwept(saw) : !saw.isEmpty();
    }

    /** All times are cut to milliseconds, so only different ones tell an order. */
    private static boolean isStillVisible(OptionalLong to, Cut cut) {
        return to.isEmpty() || to.getAsLong() > cut.instant();
    }

    private boolean isInWindow(Version version, List<Cut> saw) {
        return saw.stream().anyMatch(cut -> version.lastUpdated() >= cut.instant() - windowMillis);
    }

    private boolean isSwept(List<Cut> saw) {
        for (Cut from : saw) {
            for (int i = saw.size() - 1; i >= 0 && saw.get(i).instant() >= from.instant() + sweepMillis; i--) {
                if (saw.get(i).life() == from.life()) {
                    return true;
                }
            }
        }
        return false;
    }
}
