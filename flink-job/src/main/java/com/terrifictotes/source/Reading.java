package com.terrifictotes.source;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.CountedRows;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a split reader hands over. */
sealed interface Reading {

    /** Of what is not written in totesys. */
    long NO_TRANSACTION = 0;

    /** A row was read. */
    record Seen(RowVersion version) implements Reading {}

    /**
     * A cut is complete: everything before was of it or of earlier ones.
     *
     * @param counts how many rows it saw of each table that it knows all rows of, as {@link CountedRows}
     * @param mark tells those who keep the rows; empty if there were none, or it was told before
     */
    record Closed(CutsSplit cuts, List<RowVersion> counts, Optional<RowVersion> mark) implements Reading {

        public Closed {
            counts = List.copyOf(counts);
        }

        /** A cut that nobody need be told of. */
        Closed(CutsSplit cuts) {
            this(cuts, List.of(), Optional.empty());
        }

        /** The same cut, with what it counted, by tables. */
        Closed counted(Map<String, Long> rows) {
            List<RowVersion> versions = new ArrayList<>();
            rows.forEach((table, count) ->
                    versions.add(ofOurs(CountedRows.TABLE, cuts.cut(), CountedRows.row(table, count))));
            return new Closed(cuts, versions, mark);
        }

        /** A cut that brought rows. */
        static Closed marked(CutsSplit cuts, long rows) {
            Row row = ClosedCuts.row(cuts.cut(), rows);
            return new Closed(cuts, List.of(), Optional.of(ofOurs(ClosedCuts.TABLE, cuts.cut(), row)));
        }

        private static RowVersion ofOurs(TableSchema table, long cut, Row row) {
            return new RowVersion(ChangeKey.of(table, row), cut, NO_TRANSACTION, row);
        }
    }
}
