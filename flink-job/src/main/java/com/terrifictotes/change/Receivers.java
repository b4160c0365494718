package com.terrifictotes.change;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Who gets the changes. Whoever gets them has to get all of them from the first on: the rows that are known already do
 * not come again, so a receiver that joined later would miss them for ever.
 */
final class Receivers {

    /** Whom a pipeline had before it remembered. */
    private static final Set<String> AT_FIRST = Set.of("raw zone");

    private final List<String> names;
    private final ListState<String> saved;

    private Receivers(List<String> names, ListState<String> saved) {
        this.names = names;
        this.saved = saved;
    }

    /**
     * Takes up those of before.
     *
     * @param names of those the changes go to from now on
     * @throws IllegalStateException if one of them has not had the changes so far
     */
    static Receivers of(Set<String> names, FunctionInitializationContext context) throws Exception {
        ListState<String> saved = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("receivers", StringSerializer.INSTANCE));
        if (context.isRestored()) {
            requireKnown(names, before(saved));
        }
        return new Receivers(new ArrayList<>(new TreeSet<>(names)), saved);
    }

    private static Set<String> before(ListState<String> saved) throws Exception {
        Set<String> before = new LinkedHashSet<>();
        saved.get().forEach(before::add);
        return before.isEmpty() ? AT_FIRST : before;
    }

    private static void requireKnown(Set<String> names, Set<String> before) {
        Set<String> late = new TreeSet<>(names);
        late.removeAll(before);
        if (!late.isEmpty()) {
            throw new IllegalStateException(
                    "Cannot begin to fill the %s in the middle of a pipeline: what it took in before would be missing there, expected a pipeline that begins anew"
                            .formatted(String.join(" and the ", late)));
        }
    }

    void save() throws Exception {
        saved.update(names);
    }
}
