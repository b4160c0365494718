package com.terrifictotes.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key for which a copy does not show what it has to.
 *
 * @param key as text
 * @param kind what is wrong
 * @param values the columns that differ; empty if there is nothing to hold against each other
 * @param note what else there is to say; may be empty
 */
public record Difference(String key, Kind kind, List<Value> values, String note) {

    /** What can be wrong with a key. */
    public enum Kind {
        /** Totesys has the row, the copy has not. */
        MISSING("only in totesys"),
        /** The copy has the row, totesys has not. */
        LEFT_OVER("not in totesys"),
        /** Both have it, with other values. */
        DIFFERENT("different"),
        /** The copy has it more than once. */
        TWICE("there twice"),
        /** It does not fit the star, and quarantine does not tell of it. */
        NOT_QUARANTINED("not in quarantine"),
        /** The changes behind it are not all there once. */
        MISNUMBERED("changes not in sequence");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** In words, for people. */
        public String label() {
            return label;
        }
    }

    /**
     * A column of which the two sides say different things.
     *
     * @param totesys as text; null for NULL
     * @param copy as text; null for NULL
     */
    public record Value(
            String column,
            @Nullable String totesys,
            @Nullable String copy) {}

    public Difference {
        values = List.copyOf(values);
    }

    /** The key and the columns: what may be told to everybody who reads a log. */
    String withoutValues() {
        String columns = values.isEmpty()
                ? ""
                : " in " + String.join(", ", values.stream().map(Value::column).toList());
        return "%s %s%s".formatted(key, kind.label(), columns);
    }
}
