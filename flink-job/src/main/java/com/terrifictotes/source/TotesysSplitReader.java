package com.terrifictotes.source;

import com.terrifictotes.catalog.Backoff;
import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads splits one after the other, in a thread of its own, so that a database that is slow or gone never holds up a
 * checkpoint.
 */
final class TotesysSplitReader implements SplitReader<Reading, TotesysSplit> {

    private static final Logger LOG = LoggerFactory.getLogger(TotesysSplitReader.class);

    private final Session session;
    private final SourceCatalog catalog;
    private final ReadingOptions options;
    private final ReaderMetrics metrics;
    private final Backoff backoff;
    private final WakeableWait pause = new WakeableWait();
    private final Deque<TotesysSplit> waiting = new ArrayDeque<>();
    private @Nullable TotesysSplit current;
    private @Nullable SplitTask task;
    private long retryAt = Long.MIN_VALUE;
    private volatile boolean isWoken;

    TotesysSplitReader(Database database, SourceCatalog catalog, ReadingOptions options, ReaderMetrics metrics) {
        this.session = new Session(database, () -> isWoken);
        this.catalog = catalog;
        this.options = options;
        this.metrics = metrics;
        this.backoff = new Backoff(options.retryBackoffMost(), options.retryGiveUpAfter());
    }

    @Override
    public void handleSplitsChanges(SplitsChange<TotesysSplit> change) {
        waiting.addAll(change.splits());
    }

    @Override
    public RecordsWithSplitIds<Reading> fetch() throws IOException {
        RecordsBySplits.Builder<Reading> records = new RecordsBySplits.Builder<>();
        if (current == null && !startNext(records)) {
            return records.build();
        }
        SplitTask running = Objects.requireNonNull(task);
        if (isWoken) {
            giveUp(running);
            return records.build();
        }
        if (!pause.isOver(waitFor(running))) {
            return records.build();
        }
        readInto(records, running);
        return records.build();
    }

    /** Ends a pause or a statement; what the statement read is read again, if there is a next time. */
    @Override
    public void wakeUp() {
        isWoken = true;
        pause.wakeUp();
        session.interrupt();
    }

    @Override
    public void close() {
        session.close();
    }

    private boolean startNext(RecordsBySplits.Builder<Reading> records) {
        TotesysSplit next = waiting.poll();
        if (next == null) {
            return false;
        }
        task = taskOf(next);
        if (task == null) {
            LOG.warn("Not read, because the table is gone, or has another key: {}", next.splitId());
            records.addFinishedSplit(next.splitId());
            return false;
        }
        current = next;
        return true;
    }

    private @Nullable SplitTask taskOf(TotesysSplit split) {
        if (split instanceof CutsSplit cuts) {
            return new CutTask(cuts, catalog, options, metrics);
        }
        ChunkSplit chunk = (ChunkSplit) split;
        TableSchema table = catalog.table(chunk.table()).orElse(null);
        boolean isDivisible = table != null && table.hasIntegerKey();
        return isDivisible ? new ChunkTask(chunk, Objects.requireNonNull(table), options, metrics) : null;
    }

    private Duration waitFor(SplitTask running) {
        long now = Clock.millis();
        return retryAt > now ? Duration.ofMillis(retryAt - now) : running.untilDue(now);
    }

    private void readInto(RecordsBySplits.Builder<Reading> records, SplitTask running) throws IOException {
        String id = Objects.requireNonNull(current).splitId();
        try {
            SplitTask.Batch batch = running.read(session);
            if (batch.isMilestone()) {
                backoff.succeeded();
            }
            records.addAll(id, batch.readings());
            if (batch.isFinished()) {
                records.addFinishedSplit(id);
                current = null;
                task = null;
            }
        } catch (SQLException e) {
            recover(running, e);
        }
    }

    /** What was begun is begun again, on another connection. */
    private void giveUp(SplitTask running) {
        session.close();
        running.restart();
        isWoken = false;
    }

    private void recover(SplitTask running, SQLException failure) throws IOException {
        boolean wasWoken = isWoken;
        giveUp(running);
        if (wasWoken) {
            return;
        }
        try {
            Duration wait = backoff.failed(failure, Clock.millis());
            metrics.retried();
            retryAt = Clock.millis() + wait.toMillis();
            LOG.warn("Cannot read totesys, trying again in {} ms: {}", wait.toMillis(), failure.getMessage());
        } catch (SQLException fatal) {
            throw new IOException("Cannot read totesys: " + fatal.getMessage(), fatal);
        }
    }
}
