package com.terrifictotes.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.StarRow;
import com.terrifictotes.dimension.JoinHistory.Event;
import com.terrifictotes.dimension.JoinHistory.Shown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joined dimensions of made-up histories: only what happened counts, not how it came. */
class JoinArrivalTest {

    /** How many cuts ahead of the watermark a change may come. */
    private static final int CUTS_AHEAD = 3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyVersionIsMadeWithTheCutThatFirstShowsIt(long seed) throws Exception {
        JoinHistory history = new JoinHistory(seed);

        List<Shown> shown = run(history, new Random(0), 0).stream()
                .filter(row -> row.table().equals("dim_staff"))
                .map(JoinArrivalTest::shown)
                .toList();

        assertThat(shown).hasSizeGreaterThan(20).containsExactlyElementsOf(history.versions());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void neitherOrderOfArrivalNorRestoresNorParallelismMakeADifference(long seed) throws Exception {
        JoinHistory history = new JoinHistory(seed);
        List<StarRow> inOrder = run(history, new Random(0), 0);

        for (int trial = 1; trial <= 5; trial++) {
            assertThat(run(history, new Random(trial), CUTS_AHEAD))
                    .as("trial %d", trial)
                    .containsExactlyInAnyOrderElementsOf(inOrder);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachVersionHoldsFromLaterOnThanTheOneBeforeAndNeverFromAfterItsCut(long seed) throws Exception {
        Map<Integer, Long> validFrom = new HashMap<>();
        for (StarRow row : run(new JoinHistory(seed), new Random(0), 0)) {
            if (row.table().equals("dim_staff")) {
                long from = row.row().epochMicros(7);
                Long before = validFrom.put((int) row.row().integer(0), from);

                assertThat(from).isLessThanOrEqualTo(row.cut() * 1000);
                assertThat(before == null || from > before).isTrue();
            }
        }
    }

    /** Runs a history; if changes may come early, also restoring on one or two subtasks now and then. */
    private static List<StarRow> run(JoinHistory history, Random random, int cutsAhead) throws Exception {
        List<StarRow> rows = new ArrayList<>();
        List<JoinHarness> harnesses = new ArrayList<>(List.of(JoinHarness.opened()));
        List<Event> waiting = new ArrayList<>(history.events());
        for (int closed : history.closed()) {
            for (Event event : arriving(waiting, closed, random, cutsAhead)) {
                if (cutsAhead > 0 && random.nextInt(20) == 0) {
                    harnesses = restored(harnesses, 1 + random.nextInt(2), rows);
                }
                owner(harnesses).sees(event.change());
            }
            for (JoinHarness harness : harnesses) {
                harness.closes(Story.cut(closed));
            }
        }
        for (JoinHarness harness : harnesses) {
            finish(harness, rows);
        }
        return rows;
    }

    /** All changes up to a cut, and some that are ahead of it, in any order but that of a key. */
    private static List<Event> arriving(List<Event> waiting, int closed, Random random, int cutsAhead) {
        List<Event> arriving = new ArrayList<>();
        Set<ChangeKey> late = new HashSet<>();
        waiting.removeIf(event -> {
            boolean isEarly = event.cut() <= closed + cutsAhead && random.nextInt(3) == 0;
            boolean isDue = event.cut() <= closed || (cutsAhead > 0 && isEarly);
            if (!isDue || late.contains(key(event))) {
                late.add(key(event));
                return false;
            }
            return arriving.add(event);
        });
        return cutsAhead > 0 ? shuffled(arriving, random) : arriving;
    }

    /** Changes of a key come from one task, by one channel. */
    private static List<Event> shuffled(List<Event> events, Random random) {
        Map<ChangeKey, Deque<Event>> inOrder = new HashMap<>();
        events.forEach(event ->
                inOrder.computeIfAbsent(key(event), key -> new ArrayDeque<>()).add(event));
        List<Event> places = new ArrayList<>(events);
        Collections.shuffle(places, random);
        return places.stream()
                .map(place -> Objects.requireNonNull(inOrder.get(key(place))).remove())
                .toList();
    }

    private static ChangeKey key(Event event) {
        return event.change().version().key();
    }

    private static JoinHarness owner(List<JoinHarness> harnesses) {
        return harnesses.stream()
                .filter(harness -> harness.owns("dim_staff"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JoinHarness> restored(List<JoinHarness> before, int subtasks, List<StarRow> rows)
            throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (JoinHarness harness : before) {
            states.add(harness.snapshot(1, 1));
            finish(harness, rows);
        }
        OperatorSubtaskState all =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(new OperatorSubtaskState[0]));
        List<JoinHarness> now = new ArrayList<>();
        for (int subtask = 0; subtask < subtasks; subtask++) {
            now.add(JoinHarness.restored(all, before.size(), subtasks, subtask));
        }
        return now;
    }

    private static void finish(JoinHarness harness, List<StarRow> rows) throws Exception {
        rows.addAll(harness.extractOutputValues());
        harness.close();
    }

    private static Shown shown(StarRow star) {
        Row row = star.row();
        int minute = (int) ((star.cut() - Story.cut(0)) / 60_000);
        return new Shown((int) row.integer(0), row.text(1), row.text(3), (int) row.integer(6), row.bool(8), minute);
    }
}
