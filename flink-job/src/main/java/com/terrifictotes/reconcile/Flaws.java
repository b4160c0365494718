package com.terrifictotes.reconcile;

import java.util.List;

/**
 * Keys whose changes in the raw zone are not numbered 1, 2, 3, ... each once: one is missing, or there twice.
 *
 * @param count of such keys
 * @param first some of them, and what is wrong, such as {@code 17: 3 changes numbered up to 4}
 */
public record Flaws(long count, List<Difference> first) {

    /** Nothing is wrong. */
    public static final Flaws NONE = new Flaws(0, List.of());

    public Flaws {
        first = List.copyOf(first);
    }
}
