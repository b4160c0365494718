package com.terrifictotes.change;

/**
 * A row version that differs from the last one known of its key.
 *
 * @param operation what happened
 * @param number 1 for the first change of a key, then 2, 3, ... without gaps
 * @param version the row as the cut saw it
 */
public record Change(Operation operation, int number, RowVersion version) {

    public Change {
        if (number < 1) {
            throw new IllegalArgumentException("Cannot number a change: %d, expected 1 or more".formatted(number));
        }
    }

    /** The table's name. */
    public String table() {
        return version.key().table();
    }
}
