package com.terrifictotes.local.star;

import com.terrifictotes.local.pipeline.SeenCuts.Cut;
import com.terrifictotes.local.star.StarQueries.Join;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which versions a dimension of two tables may have. What is shown is what closed cuts left, and nobody knows them all:
 * so the versions of a row must be some of the states that the changes in the raw zone led to, in their order; with the
 * last one, and with every one that a cut left that was seen to be closed. Each is valid from a time that one of its two
 * rows tells, or from a cut that left it.
 */
final class JoinedOracle {

    private static final long MICROSECONDS = 1_000;
    private static final int TIMES = 5;

    private final List<Long> closed;

    /** @param seen cuts that were closed, for sure */
    JoinedOracle(List<Cut> seen) {
        this.closed =
                seen.stream().map(cut -> cut.instant() * MICROSECONDS).sorted().toList();
    }

    /** A version in the warehouse, valid from a time in microseconds. */
    private record Version(List<String> shown, long validFrom) {}

    /**
     * What a row showed between two cuts in which anything changed, the second one excluded.
     *
     * @param told times that its version may be valid from, which the rows tell
     */
    private record State(List<String> shown, Set<Long> told, long from, long to) {

        boolean isLast() {
            return to == Long.MAX_VALUE;
        }

        boolean mayBe(Version version) {
            boolean isOfACut = from <= version.validFrom() && version.validFrom() < to;
            return version.shown().equals(shown) && (isOfACut || told.contains(version.validFrom()));
        }
    }

    /**
     * Keys whose versions cannot be.
     *
     * @param history all versions: the columns of the contract, version, valid_from in microseconds
     */
    List<String> wrong(StarLake lake, Join join, List<List<String>> history) throws SQLException {
        List<String> wrong = new ArrayList<>();
        Map<String, List<State>> states = states(lake, join);
        Map<String, List<Version>> versions = versions(history);
        Set<String> keys = new HashSet<>(states.keySet());
        keys.addAll(versions.keySet());
        for (String key : keys) {
            List<Version> shown = versions.getOrDefault(key, List.of());
            List<State> possible = states.getOrDefault(key, List.of());
            if (!canBe(shown, possible)) {
                wrong.add("%s: %s, expected of %s".formatted(key, shown, possible));
            }
        }
        return wrong;
    }

    /** Goes through the states, and keeps every number of versions that can have been made by then. */
    private boolean canBe(List<Version> versions, List<State> states) {
        Set<Integer> made = Set.of(0);
        for (State state : states) {
            Set<Integer> after = new HashSet<>(wasSeen(state) ? Set.of() : made);
            for (int count : made) {
                if (count > 0 && versions.get(count - 1).shown().equals(state.shown())) {
                    after.add(count);
                } else if (count < versions.size() && state.mayBe(versions.get(count))) {
                    after.add(count + 1);
                }
            }
            made = after;
        }
        return made.contains(versions.size());
    }

    private boolean wasSeen(State state) {
        return state.isLast() || closed.stream().anyMatch(cut -> state.from() <= cut && cut < state.to());
    }

    private static Map<String, List<Version>> versions(List<List<String>> history) {
        Map<String, TreeMap<Integer, Version>> ordered = new HashMap<>();
        for (List<String> row : history) {
            int shown = row.size() - 2;
            Version version = new Version(row.subList(0, shown), Long.parseLong(row.get(shown + 1)));
            ordered.computeIfAbsent(row.get(0), key -> new TreeMap<>()).put(Integer.valueOf(row.get(shown)), version);
        }
        Map<String, List<Version>> versions = new HashMap<>();
        ordered.forEach((key, all) -> versions.put(key, List.copyOf(all.values())));
        return versions;
    }

    /** The states of every row, one for each cut in which either table changed. */
    private static Map<String, List<State>> states(StarLake lake, Join join) throws SQLException {
        Map<String, List<State>> states = new HashMap<>();
        for (List<String> row : lake.rows(statesSql(join))) {
            List<Long> times = row.subList(0, TIMES).stream().map(Long::valueOf).toList();
            List<String> shown = row.subList(TIMES, row.size());
            Set<Long> told = new HashSet<>(times.subList(2, times.size()));
            State state = new State(shown, told, times.get(0), times.get(1));
            states.computeIfAbsent(shown.get(0), key -> new ArrayList<>()).add(state);
        }
        return states;
    }

    private static String statesSql(Join join) {
        return """
                WITH cuts AS (
                  SELECT instant, lead(epoch_us(instant), 1, %5$d) OVER (ORDER BY instant) AS next
                  FROM (SELECT _cut AS instant FROM %1$s UNION SELECT _cut FROM %2$s)),
                s AS (SELECT *, lead(_cut, 1, 'infinity') OVER (PARTITION BY %1$s_id ORDER BY _version) AS til FROM %1$s),
                l AS (SELECT *, lead(_cut, 1, 'infinity') OVER (PARTITION BY %2$s_id ORDER BY _version) AS til FROM %2$s)
                SELECT epoch_us(instant), next, epoch_us(s.created_at), epoch_us(s.last_updated),
                  epoch_us(l.last_updated), %3$s
                FROM cuts JOIN s ON s._cut <= instant AND instant < s.til
                JOIN l ON l.%2$s_id = s.%4$s AND l._cut <= instant AND instant < l.til ORDER BY instant""".formatted(join.table(), join.other(), join.columns(), join.foreignKey(), Long.MAX_VALUE);
    }
}
