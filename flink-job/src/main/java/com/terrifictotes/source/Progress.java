package com.terrifictotes.source;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A split, as far as its rows are emitted: what a checkpoint holds, whenever it comes.
 *
 * <p>In the middle of a cut that is the last closed cut, the instant of the rows that are out since, and their keys beside
 * those that were known then. A row that is out may be gone when the job carries on from there: by its key it is missed.
 * That a row is gone takes no key away before the cut is closed; told again, it is no news.
 *
 * <p>It belongs to the thread that emits. The thread that reads is ahead of it, and hands over immutable cuts alone.
 */
final class Progress {

    private final SourceCatalog catalog;
    private final Map<String, GivenOut> givenOut = new HashMap<>();
    private TotesysSplit split;

    /** Keys of rows of one table beside those known at the last closed cut. */
    private record GivenOut(LiveKeys known, KeyCollector more) {

        void add(ChangeKey key) {
            if (!known.contains(key)) {
                more.add(key);
            }
        }

        LiveKeys all() {
            return known.plus(more);
        }
    }

    Progress(TotesysSplit split, SourceCatalog catalog) {
        this.split = split;
        this.catalog = catalog;
    }

    TotesysSplit split() {
        return split instanceof CutsSplit cuts && !givenOut.isEmpty() ? cuts.withKeys(keys()) : split;
    }

    void gaveOut(RowVersion version) {
        if (split instanceof CutsSplit cuts) {
            split = cuts.reached(version.cut());
            if (!version.isGone()) {
                of(version.key().table(), cuts).add(version.key());
            }
        }
    }

    void closed(CutsSplit cuts) {
        split = cuts;
        givenOut.clear();
    }

    private GivenOut of(String table, CutsSplit cuts) {
        @Nullable GivenOut known = givenOut.get(table);
        if (known != null) {
            return known;
        }
        TableSchema schema = catalog.table(table).orElseThrow();
        GivenOut begun = new GivenOut(cuts.keysOf(schema), new KeyCollector());
        givenOut.put(table, begun);
        return begun;
    }

    private Map<String, LiveKeys> keys() {
        Map<String, LiveKeys> keys = new HashMap<>();
        givenOut.forEach((table, given) -> keys.put(table, given.all()));
        return keys;
    }
}
