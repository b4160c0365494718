package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The comparison of one table: once in full, then again of the keys that are under suspicion, until none is. */
final class Comparison {

    /** So many keys are looked at again; each costs some hundred bytes. */
    private static final int MOST_SUSPECTS = 20_000;

    private final Subject subject;
    private final Quarantine quarantine;
    private final Tally tally;
    private final Map<Key, Suspect> suspects = new HashMap<>();

    /** @param limit how many differences are kept */
    Comparison(Subject subject, Quarantine quarantine, int limit) {
        this.subject = subject;
        this.quarantine = quarantine;
        this.tally = new Tally(subject, limit);
    }

    /** The name of the table, for people. */
    String name() {
        return "%s %s".formatted(subject.copy().label(), subject.rows().name());
    }

    /** Whether there are keys of which nothing is known yet. */
    boolean isOpen() {
        return !suspects.isEmpty();
    }

    /** Compares everything: the copy with the snapshot before it. */
    void compare(Bracket bracket) throws SQLException, IOException {
        try (OrderedRows<Original> expected = subject.expected(bracket.before().connection(), Selection.ALL);
                OrderedRows<Row> shown = subject.shown(bracket.view(), Selection.ALL)) {
            new Merge(expected, shown, subject.rows()).run(this::visit);
        }
        tally.flaws(subject.flaws(bracket.view().cut()));
    }

    /** Looks at the suspects by a snapshot before the next state of the copy. */
    void lookBefore(Snapshot snapshot) throws SQLException, IOException {
        Map<Key, Original> now = originals(snapshot);
        settle(suspect -> suspect.seenBefore(now.get(suspect.key())));
    }

    /** Looks at the suspects by a snapshot behind the state of the copy that was seen last. */
    void lookBehind(Snapshot snapshot, boolean isAtRest) throws SQLException, IOException {
        Map<Key, Original> now = originals(snapshot);
        settle(suspect -> suspect.seenBehind(now.get(suspect.key()), isAtRest));
    }

    /** Looks at the suspects by a later state of the copy. */
    void lookAgain(Bracket bracket) throws SQLException, IOException {
        Map<Key, List<Row>> now = new HashMap<>();
        int[] keyIndexes = subject.rows().keyIndexes();
        try (OrderedRows<Row> shown = subject.shown(bracket.view(), selection())) {
            for (Row row = shown.next(); row != null; row = shown.next()) {
                Key key = Key.of(subject.rows(), keyIndexes, row);
                if (suspects.containsKey(key)) {
                    now.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
                }
            }
        }
        settle(suspect -> suspect.seenIn(now.getOrDefault(suspect.key(), List.of())));
    }

    /** Ends the comparison: what is not known is left so. */
    TableReport report() {
        tally.unsettled(suspects.size());
        return tally.report();
    }

    private Map<Key, Original> originals(Snapshot snapshot) throws SQLException, IOException {
        Map<Key, Original> now = new HashMap<>();
        if (suspects.isEmpty()) {
            return now;
        }
        try (OrderedRows<Original> expected = subject.expected(snapshot.connection(), selection())) {
            for (Original row = expected.next(); row != null; row = expected.next()) {
                if (suspects.containsKey(row.key())) {
                    now.put(row.key(), row);
                }
            }
        }
        return now;
    }

    private Selection selection() {
        return Selection.of(suspects.keySet());
    }

    private void visit(Key key, @Nullable Original original, List<Row> rows) throws SQLException {
        tally.saw(original, rows);
        if (isRight(original, rows)) {
            countQuarantined(original);
        } else if (suspects.size() < MOST_SUSPECTS) {
            suspects.put(key, new Suspect(key, original, rows, this::isRight));
        } else {
            tally.unsettled(1);
        }
    }

    private boolean isRight(@Nullable Original original, List<Row> rows) throws SQLException {
        if (original == null || rows.size() > 1) {
            return original == null && rows.isEmpty();
        }
        if (original.expectation() instanceof Expectation.Quarantined quarantined) {
            return quarantine.has(quarantined.lines());
        }
        if (original.expectation() instanceof Expectation.Shown shown) {
            return !rows.isEmpty() && Sameness.isSame(subject.rows(), shown.row(), rows.get(0));
        }
        return true;
    }

    private void settle(Look look) throws SQLException {
        for (Iterator<Suspect> all = suspects.values().iterator(); all.hasNext(); ) {
            Suspect suspect = all.next();
            Suspect.Finding finding = look.at(suspect);
            if (finding == Suspect.Finding.WRONG) {
                tally.wrong(suspect);
            } else if (finding == Suspect.Finding.RIGHT) {
                countQuarantined(suspect.original());
            }
            if (finding != Suspect.Finding.IN_MOTION) {
                all.remove();
            }
        }
    }

    private void countQuarantined(@Nullable Original original) {
        if (original != null && original.expectation() instanceof Expectation.Quarantined) {
            tally.quarantined();
        }
    }

    @FunctionalInterface
    private interface Look {
        Suspect.Finding at(Suspect suspect) throws SQLException;
    }
}
