package com.terrifictotes.dimension;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who refers to which row looked up, after a cut. The members of a row looked up are read and written at most once, so
 * that a first load costs no more for many members than for few.
 */
final class Membership {

    private final Memory<Members> memory;
    private final Map<Long, Set<Long>> left = new HashMap<>();
    private final Map<Long, Set<Long>> came = new HashMap<>();
    private final Map<Long, Members> settled = new HashMap<>();

    private Membership(Memory<Members> memory) {
        this.memory = memory;
    }

    /** Moves the rows of the source that came, left or refer to another row than before. */
    static Membership after(SideChanges sources, Memory<Members> memory) throws Exception {
        Membership membership = new Membership(memory);
        sources.all().forEach(membership::move);
        membership.settle();
        return membership;
    }

    /** The members of a row looked up. */
    Members of(long lookup) throws Exception {
        Members members = settled.get(lookup);
        return members == null ? recall(lookup) : members;
    }

    private void move(long key, SideChange change) {
        Side before = change.before();
        Side after = change.after();
        if (refersTo(before, after)) {
            return;
        }
        if (before != null) {
            left.computeIfAbsent(before.refersTo(), lookup -> new HashSet<>()).add(key);
        }
        if (after != null) {
            came.computeIfAbsent(after.refersTo(), lookup -> new HashSet<>()).add(key);
        }
    }

    private static boolean refersTo(@Nullable Side before, @Nullable Side after) {
        return before != null && after != null && before.refersTo() == after.refersTo();
    }

    private void settle() throws Exception {
        Set<Long> lookups = new HashSet<>(left.keySet());
        lookups.addAll(came.keySet());
        for (long lookup : lookups) {
            Members members =
                    recall(lookup).after(left.getOrDefault(lookup, Set.of()), came.getOrDefault(lookup, Set.of()));
            settled.put(lookup, members);
            write(lookup, members);
        }
    }

    private void write(long lookup, Members members) throws Exception {
        if (members.equals(Members.NONE)) {
            memory.forget(lookup);
        } else {
            memory.keep(lookup, members);
        }
    }

    private Members recall(long lookup) throws Exception {
        Members members = memory.recall(lookup);
        return members == null ? Members.NONE : members;
    }
}
