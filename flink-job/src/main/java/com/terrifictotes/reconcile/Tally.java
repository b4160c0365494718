package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.ValueText;
import com.terrifictotes.reconcile.Difference.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a comparison of one table finds. */
final class Tally {

    private final Subject subject;
    private final int limit;
    private final Map<Kind, Long> wrong = new EnumMap<>(Kind.class);
    private final Map<String, Long> columns = new TreeMap<>();
    private final List<Difference> first = new ArrayList<>();
    private long totesys;
    private long shown;
    private long quarantined;
    private long unsettled;

    /** @param limit how many differences are kept */
    Tally(Subject subject, int limit) {
        this.subject = subject;
        this.limit = limit;
    }

    void saw(@Nullable Original original, List<Row> rows) {
        totesys += original == null ? 0 : 1;
        shown += rows.size();
    }

    void quarantined() {
        quarantined++;
    }

    void unsettled(long keys) {
        unsettled += keys;
    }

    void wrong(Suspect suspect) {
        wrong(difference(suspect.original(), suspect.shown()));
    }

    void flaws(Flaws flaws) {
        wrong.merge(Kind.MISNUMBERED, flaws.count(), Long::sum);
        flaws.first().forEach(this::keep);
    }

    TableReport report() {
        wrong.values().removeIf(count -> count == 0);
        return new TableReport(
                subject.copy(), subject.rows().name(), totesys, shown, quarantined, wrong, columns, unsettled, first);
    }

    private void wrong(Difference difference) {
        wrong.merge(difference.kind(), 1L, Long::sum);
        difference.values().forEach(value -> columns.merge(value.column(), 1L, Long::sum));
        keep(difference);
    }

    private void keep(Difference difference) {
        if (first.size() < limit) {
            first.add(difference);
        }
    }

    private Difference difference(@Nullable Original original, List<Row> rows) {
        if (original == null) {
            return new Difference(ValueText.key(subject.rows(), rows.get(0)), Kind.LEFT_OVER, List.of(), "");
        }
        String key = subject.keyText(original.row());
        if (rows.size() > 1) {
            return new Difference(key, Kind.TWICE, List.of(), "%d rows".formatted(rows.size()));
        }
        if (original.expectation() instanceof Expectation.Quarantined quarantined) {
            return new Difference(key, Kind.NOT_QUARANTINED, List.of(), note(quarantined));
        }
        return rows.isEmpty()
                ? new Difference(key, Kind.MISSING, List.of(), "")
                : new Difference(key, Kind.DIFFERENT, values(original, rows.get(0)), "");
    }

    private List<Difference.Value> values(Original original, Row row) {
        return original.expectation() instanceof Expectation.Shown shown
                ? Sameness.differences(subject.rows(), shown.row(), row)
                : List.of();
    }

    private static String note(Expectation.Quarantined quarantined) {
        Expectation.Line line = quarantined.lines().get(0);
        return "%s '%s' %s"
                .formatted(
                        line.misfit().column(),
                        line.misfit().value(),
                        line.misfit().reason());
    }
}
