package com.terrifictotes.source;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One table's share of a cut, while it is read: first its rows, then those that are gone.
 *
 * <p>Whatever is broken off in between, {@link #atLeast()} has the key of every row that was given out and may be there:
 * keys that were seen to be gone leave with the whole cut only, so they may be told again, and none is forgotten.
 */
final class TableCut {

    private final Connection connection;
    private final String namespace;
    private final TableSchema table;
    private final TableReading reading;
    private final LiveKeys before;
    private final long instant;
    /** Of everything all of it; else what was not known before. */
    private final KeyCollector read = new KeyCollector();

    private @Nullable CopyRows rows;
    private @Nullable Presence presence;
    private @Nullable Iterator<ChangeKey> gone;
    private long rowsRead;
    private long rowsGone;

    TableCut(
            Connection connection,
            String namespace,
            TableSchema table,
            TableReading reading,
            LiveKeys before,
            long instant) {
        this.connection = connection;
        this.namespace = namespace;
        this.table = table;
        this.reading = reading;
        this.before = before;
        this.instant = instant;
    }

    TableSchema table() {
        return table;
    }

    long rowsRead() {
        return rowsRead;
    }

    /** How many of them were given out. */
    long rowsGone() {
        return rowsGone;
    }

    /**
     * Reads on into the batch.
     *
     * @return whether there may be more; if not, the batch may hold rows all the same
     */
    boolean fill(List<Reading> batch) throws SQLException {
        if (reading.extent() == TableReading.Extent.NOTHING) {
            return false;
        }
        if (gone == null) {
            if (fillRows(batch)) {
                return true;
            }
            Presence found = Presence.look(connection, namespace, table, reading, before, read);
            presence = found;
            gone = found.gone().iterator();
        }
        return fillGone(batch, gone);
    }

    /** Whether the reading was meant to show every row version that is not known. */
    boolean isComplete() {
        return reading.isComplete();
    }

    /** Whether it did. */
    boolean isAllRead() {
        return presence == null || presence.isAllRead();
    }

    /** Behind the cut: keys of the rows that are there, and of a table that was not read completely maybe others. */
    LiveKeys now() {
        return presence == null ? before : presence.now();
    }

    /** Whether anything of it was read. */
    boolean isRead() {
        return presence != null;
    }

    /** Behind the cut: how many rows the table has; empty if that is not known, or if some were not given out. */
    OptionalLong rowsThere() {
        return isComplete() && isAllRead() ? OptionalLong.of(now().size()) : OptionalLong.empty();
    }

    /** If the cut is broken off: keys of all rows that were given out in it or before, and maybe others. */
    LiveKeys atLeast() {
        return before.plus(read);
    }

    private boolean fillRows(List<Reading> batch) throws SQLException {
        CopyRows open = rows == null ? open() : rows;
        rows = open;
        int from = batch.size();
        boolean mayHaveMore = RowBatch.fill(open, batch);
        batch.subList(from, batch.size()).forEach(this::note);
        rowsRead += batch.size() - from;
        return mayHaveMore;
    }

    private CopyRows open() throws SQLException {
        return CopyRows.open(connection, CutSql.copy(namespace, table, reading), table, instant);
    }

    private void note(Reading reading) {
        ChangeKey key = ((Reading.Seen) reading).version().key();
        if (this.reading.extent() == TableReading.Extent.EVERYTHING || !before.contains(key)) {
            read.add(key);
        }
    }

    private boolean fillGone(List<Reading> batch, Iterator<ChangeKey> rest) {
        while (rest.hasNext() && batch.size() < RowBatch.MOST_ROWS) {
            ChangeKey key = rest.next();
            batch.add(new Reading.Seen(RowVersion.gone(key, instant, key.row(table))));
            rowsGone++;
        }
        return rest.hasNext();
    }
}
