package com.terrifictotes.change;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the keys of a block, at most {@link #SIZE} of them.
 *
 * @param values by {@link ChangeKey#slot()}; null of keys of which nothing is remembered
 * @param <T> what is remembered of one
 */
public record Block<T>(List<@Nullable T> values) {

    /**
     * How many integer keys are remembered together. More would be fewer accesses to the state when rows come in the order
     * of their keys, and more bytes to read and write when a single one comes.
     */
    public static final int SIZE = 16;

    public Block {
        if (values.size() != SIZE) {
            throw new IllegalArgumentException(
                    "Cannot make a block of %d keys, expected %d".formatted(values.size(), SIZE));
        }
    }

    /** @param values is not written to any more */
    static <T> Block<T> of(@Nullable T[] values) {
        return new Block<>(Arrays.asList(values));
    }

    @Nullable
    T at(int slot) {
        return values.get(slot);
    }
}
