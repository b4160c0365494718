package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarTable;
import java.util.List;

/**
 * How the columns of both sides become those of a joined dimension.
 *
 * @param isLookedUp for each column in the order of the declaration
 */
record Weave(List<Boolean> isLookedUp) {

    Weave {
        isLookedUp = List.copyOf(isLookedUp);
    }

    static Weave of(StarTable star) {
        return new Weave(star.columns().stream().map(StarColumn::isLookedUp).toList());
    }

    /** The declared columns of a row. */
    Row of(Side source, Side lookup) {
        RowBuilder row = new RowBuilder();
        int ofSource = 0;
        int ofLookup = 0;
        for (boolean looksUp : isLookedUp) {
            if (looksUp) {
                row.copy(lookup.shown(), ofLookup++);
            } else {
                row.copy(source.shown(), ofSource++);
            }
        }
        return row.build();
    }
}
