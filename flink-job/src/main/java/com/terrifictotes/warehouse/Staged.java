package com.terrifictotes.warehouse;

import org.jspecify.annotations.Nullable;

/**
 * What a writer says at a checkpoint.
 *
 * @param batch the batch that holds all rows since the checkpoint before; null if there were none
 * @param next the batch its next rows will have: it never hands over a smaller one again
 */
record Staged(@Nullable Long batch, long next) {

    Staged {
        if (batch != null && batch >= next) {
            throw new IllegalArgumentException(
                    "Cannot hand over batch %d: the next one is %d, expected a greater one".formatted(batch, next));
        }
    }
}
