package com.terrifictotes.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant. */
final class Spelling {
    private Spelling() {}

    /**
     * The known word that differs least from the given one, without regard to case and separators; empty if none is
     * near, that is if more than a third of the letters would have to change.
     */
    static Optional<String> nearest(String given, Collection<String> known) {
        String letters = letters(given);
        return known.stream()
                .filter(word -> distance(letters, letters(word)) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(letters, letters(word))));
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Levenshtein's distance: the least number of letters to insert, leave out or replace. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            above = nextRow(above, from.charAt(row - 1), row, to);
        }
        return above[to.length()];
    }

    private static int[] nextRow(int[] above, char letter, int row, String to) {
        int[] current = new int[above.length];
        current[0] = row;
        for (int column = 1; column < current.length; column++) {
            int replaced = above[column - 1] + (to.charAt(column - 1) == letter ? 0 : 1);
            current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
        }
        return current;
    }
}
