package com.terrifictotes.source;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What row versions make of each other, written down once more for tests: a row that is gone is a delete if it was there,
 * and whatever is older than the latest word on a key is late.
 */
final class Fold {

    private final Map<ChangeKey, Known> rows = new HashMap<>();
    private final List<ChangeKey> deletes = new ArrayList<>();

    /** What is known of a key; no row: it is gone. */
    private record Known(long cut, Optional<Row> row) {}

    Fold() {}

    /** The same, for a job that goes on from here. */
    Fold copy() {
        Fold copy = new Fold();
        copy.rows.putAll(rows);
        copy.deletes.addAll(deletes);
        return copy;
    }

    void add(RowVersion version) {
        Known known = rows.get(version.key());
        if (known != null && version.cut() < known.cut()) {
            return;
        }
        if (version.isGone() && known != null && known.row().isPresent()) {
            deletes.add(version.key());
        }
        rows.put(
                version.key(),
                new Known(version.cut(), version.isGone() ? Optional.empty() : Optional.of(version.row())));
    }

    /** The rows of a table that are there, by key. */
    Map<ChangeKey, Row> rows(String table) {
        Map<ChangeKey, Row> there = new HashMap<>();
        rows.forEach((key, known) -> {
            if (key.table().equals(table)) {
                known.row().ifPresent(row -> there.put(key, row));
            }
        });
        return there;
    }

    /** Of all deletes so far, in their order. */
    List<ChangeKey> deletes() {
        return deletes;
    }
}
