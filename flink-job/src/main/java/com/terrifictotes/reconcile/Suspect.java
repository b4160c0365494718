package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key whose row in a copy was not what totesys said, and has not been found to be wrong: totesys goes on while it is
 * compared. Looked at in turn by a later snapshot of totesys and by a later state of the copy, until it is known.
 *
 * <p>A copy's state is that of totesys at a moment between the snapshot before it and the one behind it. If both have the
 * same version of a row, so had totesys at that moment, and a copy that shows another is wrong. If the copy shows what
 * either of the two has, it is right. Else the row is in motion.
 */
final class Suspect {

    /**
     * A row that is in no snapshot leaves no version to tell by: it may have come and gone between two of them. A copy
     * that shows the same row in two states, each between two of them, has kept it.
     */
    private static final int ABSENCES_THAT_PROVE = 4;

    private final Key key;
    private final Check check;
    private @Nullable Original original;
    private List<Row> shown;
    private int absences;

    /** What is known of a suspect. */
    enum Finding {
        RIGHT,
        WRONG,
        IN_MOTION
    }

    /** Whether rows of a copy are what a row of totesys makes them. */
    @FunctionalInterface
    interface Check {
        boolean isRight(@Nullable Original original, List<Row> shown) throws SQLException;
    }

    /** @param shown by the state behind the snapshot that has the original */
    Suspect(Key key, @Nullable Original original, List<Row> shown, Check check) {
        this.key = key;
        this.original = original;
        this.shown = shown;
        this.check = check;
        this.absences = original == null ? 1 : 0;
    }

    Key key() {
        return key;
    }

    /** The row by the latest snapshot. */
    @Nullable
    Original original() {
        return original;
    }

    /** The rows by the latest state of the copy. */
    List<Row> shown() {
        return shown;
    }

    /** Looks at it by a snapshot before the next state of the copy. */
    Finding seenBefore(@Nullable Original now) throws SQLException {
        note(now);
        return check.isRight(now, shown) ? Finding.RIGHT : Finding.IN_MOTION;
    }

    /** Looks at it by a state of the copy behind the snapshot that was taken last. */
    Finding seenIn(List<Row> now) throws SQLException {
        if (!now.equals(shown)) {
            absences = original == null ? 1 : 0;
        }
        shown = now;
        return check.isRight(original, now) ? Finding.RIGHT : Finding.IN_MOTION;
    }

    /**
     * Looks at it by a snapshot behind the state of the copy that was seen last.
     *
     * @param isAtRest whether nothing moves, so that what is not there never was
     */
    Finding seenBehind(@Nullable Original now, boolean isAtRest) throws SQLException {
        boolean isSame = Original.isSameVersion(original, now);
        note(now);
        if (check.isRight(now, shown)) {
            return Finding.RIGHT;
        }
        boolean isGone = now == null && (isAtRest || absences >= ABSENCES_THAT_PROVE);
        return isSame || isGone ? Finding.WRONG : Finding.IN_MOTION;
    }

    private void note(@Nullable Original now) {
        absences = now == null ? absences + 1 : 0;
        original = now;
    }
}
