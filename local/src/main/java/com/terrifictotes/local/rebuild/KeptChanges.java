package com.terrifictotes.local.rebuild;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.local.lake.RawChanges;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * The changes of several tables of a raw zone as one stream, cut by cut; behind each cut that was closed stands the change
 * of {@link ClosedCuts} that says so. Changes behind the last of them are of a cut that was not closed: in a zone whose
 * first load was not complete, all are.
 */
final class KeptChanges implements Iterator<Change> {

    /** The mark of a cut comes behind its changes. */
    private static final Comparator<Cursor> ORDER =
            Comparator.<Cursor>comparingLong(cursor -> cursor.cut).thenComparing(cursor -> isMark(cursor.next));

    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>(ORDER);
    private final Instant upTo;
    private final Runnable whenRead;
    private @Nullable Change ready;

    private KeptChanges(Instant upTo, Runnable whenRead) {
        this.upTo = upTo;
        this.whenRead = whenRead;
    }

    /**
     * Begins to read.
     *
     * @param upTo the last cut
     * @param whenRead told when all is read
     */
    static KeptChanges read(RawChanges raw, List<TableSchema> tables, Instant upTo, Runnable whenRead) {
        KeptChanges changes = new KeptChanges(upTo, whenRead);
        if (raw.schema(ClosedCuts.TABLE.name()).isPresent()) {
            changes.add(new Cursor(raw.inOrderOfCut(ClosedCuts.TABLE)));
        }
        tables.forEach(table -> changes.add(new Cursor(raw.inOrderOfCut(table))));
        changes.fill();
        return changes;
    }

    @Override
    public boolean hasNext() {
        return ready != null;
    }

    @Override
    public Change next() {
        Change next = ready;
        if (next == null) {
            throw new NoSuchElementException("Cannot read a change: there are no more");
        }
        fill();
        return next;
    }

    private void fill() {
        Cursor first = cursors.poll();
        if (first == null) {
            ready = null;
            whenRead.run();
            return;
        }
        ready = first.take();
        add(first);
    }

    private void add(Cursor cursor) {
        if (cursor.advance() && cursor.cut <= upTo.toEpochMilli()) {
            cursors.add(cursor);
        } else {
            cursor.close();
        }
    }

    private static boolean isMark(@Nullable Change change) {
        return change != null && change.table().equals(ClosedCuts.TABLE.name());
    }

    /** The changes of a table, as far as they are read. */
    private static final class Cursor {
        private final CloseableIterator<Change> changes;
        private @Nullable Change next;
        private long cut;

        Cursor(CloseableIterator<Change> changes) {
            this.changes = changes;
        }

        boolean advance() {
            if (!changes.hasNext()) {
                return false;
            }
            Change read = changes.next();
            next = read;
            cut = read.version().cut();
            return true;
        }

        Change take() {
            Change taken = next;
            if (taken == null) {
                throw new IllegalStateException("Cannot take a change before one is read");
            }
            return taken;
        }

        void close() {
            try {
                changes.close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot end the reading of a table: " + e.getMessage(), e);
            }
        }
    }
}
