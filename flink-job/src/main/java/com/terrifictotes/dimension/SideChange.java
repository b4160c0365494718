package com.terrifictotes.dimension;

import org.jspecify.annotations.Nullable;

/**
 * A row of one side before a cut and after it; null if it is not there.
 *
 * @param before the same as {@code after} if nothing happened to it
 */
record SideChange(@Nullable Side before, @Nullable Side after) {

    /** Whether the row is there and shows something else than before. */
    boolean showsAnother() {
        return after != null && (before == null || !before.showsAs(after));
    }

    /** What the row says about being another. */
    Update update() {
        return new Update(lastUpdated(after), lastUpdated(before));
    }

    private static long lastUpdated(@Nullable Side side) {
        return side == null ? RowTimes.UNTOLD : side.lastUpdated();
    }
}
