package com.terrifictotes.dimension;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes the versions of a joined dimension, one closed cut after the other.
 *
 * <p>Every row that the cut can have changed is looked at once, when both sides are as the cut has them: those that
 * changed themselves, and the members of the rows looked up that show something else. So both sides in one cut make one
 * version, no order of arrival makes a difference, and a change costs as much as there are rows that show it.
 *
 * <p>A row gets its first version when the row it refers to is there. If that one is deleted, those that refer to it keep
 * what they show until it is there again.
 */
final class Join {

    private final Weave weave;
    private final JoinMemory memory;

    Join(Weave weave, JoinMemory memory) {
        this.weave = weave;
        this.memory = memory;
    }

    /**
     * Applies all changes of a closed cut, and gives out the versions in the order of their keys.
     *
     * @param cut its instant, microseconds since 1970-01-01 UTC
     */
    void close(long cut, List<PendingSide> pending, Consumer<Version> out) throws Exception {
        SideChanges sources = SideChanges.of(memory.sources(), side(pending.stream(), false));
        SideChanges lookups = SideChanges.of(memory.lookups(), side(pending.stream(), true));
        Membership membership = Membership.after(sources, memory.members());
        for (long key : touched(sources, lookups, membership)) {
            evaluate(key, sources.of(key), lookups, cut).ifPresent(out);
        }
    }

    private static List<PendingSide> side(Stream<PendingSide> pending, boolean isLookup) {
        return pending.filter(side -> side.isLookup() == isLookup).toList();
    }

    private static SortedSet<Long> touched(SideChanges sources, SideChanges lookups, Membership membership)
            throws Exception {
        SortedSet<Long> touched = new TreeSet<>(sources.all().keySet());
        for (Map.Entry<Long, SideChange> lookup : lookups.all().entrySet()) {
            if (lookup.getValue().showsAnother()) {
                for (long member : membership.of(lookup.getKey()).keys()) {
                    touched.add(member);
                }
            }
        }
        return touched;
    }

    private Optional<Version> evaluate(long key, SideChange source, SideChanges lookups, long cut) throws Exception {
        Side row = source.after();
        if (row == null) {
            return next(key, Seen.gone(cut));
        }
        SideChange lookup = lookups.of(row.refersTo());
        Side found = lookup.after();
        if (found == null) {
            return Optional.empty();
        }
        List<Update> updates = Stream.of(source, lookup)
                .filter(SideChange::showsAnother)
                .map(SideChange::update)
                .toList();
        return next(key, Seen.row(weave.of(row, found), row.createdAt(), updates, cut));
    }

    private Optional<Version> next(long key, Seen seen) throws Exception {
        Optional<Version> next = VersionRule.next(memory.versions().recall(key), seen);
        if (next.isPresent()) {
            memory.versions().keep(key, next.get());
        }
        return next;
    }
}
