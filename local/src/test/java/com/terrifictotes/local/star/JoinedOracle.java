package com.terrifictotes.local.star;

import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.local.pipeline.SeenCuts.Cut;
import com.terrifictotes.local.star.StarQueries.Join;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which versions a dimension of two tables may have. What is shown is what closed cuts left, and nobody knows them all:
 * so the versions of a row must be some of the states that the changes in the raw zone led to, in their order; with the
 * last one, and with every one that a cut left that was seen to be closed. Each is valid from a time that one of its two
 * rows tells, or from a cut that left it. That a row is gone is a state, too, and a version that says so.
 */
final class JoinedOracle {

    private static final long MICROSECONDS = 1_000;
    private static final int TIMES = 5;

    private static final String GONE = "is gone";

    private final List<Long> closed;

    /** @param seen cuts that were closed, for sure */
    JoinedOracle(List<Cut> seen) {
        this.closed =
                seen.stream().map(cut -> cut.instant() * MICROSECONDS).sorted().toList();
    }

    /** A version, valid from a time in microseconds. */
    private record Version(List<String> shown, long validFrom) {}

    /**
     * What a row showed between two cuts in which anything changed, the second one excluded.
     *
     * @param told times that its version may be valid from, which the rows tell
     */
    private record State(List<String> shown, Set<Long> told, long from, long to) {

        boolean isGone() {
            return shown.contains(GONE);
        }

        boolean isLast() {
            return to == Long.MAX_VALUE;
        }

        boolean mayBe(Version version) {
            boolean isOfACut = from <= version.validFrom() && version.validFrom() < to;
            return version.shown().equals(shown) && (isOfACut || told.contains(version.validFrom()));
        }
    }

    /** Keys of a dimension whose versions in the processed zone cannot be. */
    List<String> wrong(StarLake lake, StarTable dimension, Join join) throws SQLException {
        List<String> wrong = new ArrayList<>();
        Map<String, List<State>> states = states(lake, join);
        Map<String, List<Version>> versions = versions(lake, dimension);
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
                if (count == 0 && state.isGone()) {
                    after.add(0);
                } else if (count > 0 && versions.get(count - 1).shown().equals(state.shown())) {
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

    private static Map<String, List<Version>> versions(StarLake lake, StarTable dimension) throws SQLException {
        List<String> columns =
                dimension.columns().stream().map(StarColumn::name).toList();
        Map<String, List<Version>> versions = new HashMap<>();
        for (List<String> row : lake.rows("SELECT is_deleted, epoch_us(valid_from), %s FROM %s ORDER BY version"
                .formatted(String.join(", ", columns), dimension.name()))) {
            List<String> shown = row.subList(2, row.size());
            boolean isDeleted = Boolean.parseBoolean(row.get(0));
            Version version = new Version(isDeleted ? gone(shown.get(0)) : shown, Long.parseLong(row.get(1)));
            versions.computeIfAbsent(shown.get(0), key -> new ArrayList<>()).add(version);
        }
        return versions;
    }

    private static List<String> gone(String key) {
        return List.of(key, GONE);
    }

    /** The states of every row, one for each cut in which either table changed. */
    private static Map<String, List<State>> states(StarLake lake, Join join) throws SQLException {
        Map<String, List<State>> states = new HashMap<>();
        for (List<String> row : lake.rows(statesSql(join))) {
            List<Long> times =
                    row.subList(1, 1 + TIMES).stream().map(Long::valueOf).toList();
            List<String> shown = row.subList(1 + TIMES, row.size());
            boolean isGone = row.get(0).equals("delete");
            Set<Long> told = isGone ? Set.of() : new HashSet<>(times.subList(2, times.size()));
            State state = new State(isGone ? gone(shown.get(0)) : shown, told, times.get(0), times.get(1));
            states.computeIfAbsent(shown.get(0), key -> new ArrayList<>()).add(state);
        }
        return states;
    }

    /** A row that is gone looks up nothing. */
    private static String statesSql(Join join) {
        return """
                WITH cuts AS (
                  SELECT instant, lead(epoch_us(instant), 1, %5$d) OVER (ORDER BY instant) AS next
                  FROM (SELECT _cut AS instant FROM %1$s UNION SELECT _cut FROM %2$s)),
                s AS (SELECT *, lead(_cut, 1, 'infinity') OVER (PARTITION BY %1$s_id ORDER BY _version) AS til FROM %1$s),
                l AS (SELECT *, lead(_cut, 1, 'infinity') OVER (PARTITION BY %2$s_id ORDER BY _version) AS til FROM %2$s)
                SELECT s._op, epoch_us(instant), next, coalesce(epoch_us(s.created_at), 0),
                  coalesce(epoch_us(s.last_updated), 0), coalesce(epoch_us(l.last_updated), 0), %3$s
                FROM cuts JOIN s ON s._cut <= instant AND instant < s.til
                LEFT JOIN l ON l.%2$s_id = s.%4$s AND l._cut <= instant AND instant < l.til AND l._op <> 'delete'
                WHERE s._op = 'delete' OR l._op IS NOT NULL ORDER BY instant""".formatted(join.table(), join.other(), join.columns(), join.foreignKey(), Long.MAX_VALUE);
    }
}
