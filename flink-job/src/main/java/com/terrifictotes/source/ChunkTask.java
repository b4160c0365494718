package com.terrifictotes.source;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a chunk in one short transaction, if the table can still be read as it was when the job started. A row that came
 * after the load began is left to the first cut, which reads what was written since: so what chunks give out is among the
 * keys the first cut begins with, and a row that is deleted between the two is missed there.
 *
 * <p>If the table is not as it was, the chunk waits until it is: the cuts behind the load trust that all chunks are read. It
 * does not wait for what cannot come back: if the table or a column of it was dropped, whatever has its name is another,
 * which the first cut reads in full.
 */
final class ChunkTask implements SplitTask {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkTask.class);

    private final ChunkSplit chunk;
    private final TableSchema table;
    private final ReadingOptions options;
    private final ReaderMetrics metrics;
    private @Nullable CopyRows rows;
    private @Nullable String told;
    private long nextTry = Long.MIN_VALUE;

    ChunkTask(ChunkSplit chunk, TableSchema table, ReadingOptions options, ReaderMetrics metrics) {
        this.chunk = chunk;
        this.table = table;
        this.options = options;
        this.metrics = metrics;
    }

    @Override
    public Duration untilDue(long nowMillis) {
        return Duration.ofMillis(nextTry <= nowMillis ? 0 : nextTry - nowMillis);
    }

    @Override
    public Batch read(Session session) throws SQLException {
        try {
            CopyRows open = rows;
            return open == null ? begin(session) : readOn(session, open);
        } catch (SQLException e) {
            SQLException failure = RefusedTableException.of(table.name(), e);
            if (!(failure instanceof RefusedTableException)) {
                throw failure;
            }
            restart();
            session.close();
            return waitFor(String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public void restart() {
        rows = null;
    }

    private Batch begin(Session session) throws SQLException {
        Connection connection = session.beginSnapshot();
        Optional<String> reason =
                Difference.between(table, SourceCatalog.look(connection, options.namespace(), options.excluded()));
        if (reason.isEmpty()) {
            metrics.stopped(Set.of());
            told = null;
            return readOn(session, CopyRows.open(connection, sql(), table, chunk.cut()));
        }
        boolean canComeBack = Remains.areWhole(connection, table);
        session.end();
        return canComeBack ? waitFor(reason.get()) : leaveOut(reason.get());
    }

    private String sql() {
        return CutSql.copy(options.namespace(), table, chunk);
    }

    private Batch readOn(Session session, CopyRows open) throws SQLException {
        rows = open;
        List<Reading> readings = new ArrayList<>(RowBatch.MOST_ROWS);
        boolean isFinished = !RowBatch.fill(open, readings);
        metrics.rowsRead(table.name(), readings.size());
        readings.removeIf(reading -> reading instanceof Reading.Seen seen
                && !chunk.includes(seen.version().key()));
        if (isFinished) {
            rows = null;
            session.end();
        }
        return new Batch(readings, isFinished);
    }

    private Batch waitFor(String reason) {
        if (!reason.equals(told)) {
            LOG.error(
                    "Cannot load table {} of totesys: {}. The first cut of all tables waits until the table is as it was; to go on with it as it is now, restart the job",
                    table.name(),
                    reason);
        }
        told = reason;
        metrics.stopped(Set.of(table.name()));
        nextTry = Clock.millis() + options.retryBackoffMost().toMillis();
        return new Batch(List.of(), false);
    }

    private Batch leaveOut(String reason) {
        LOG.warn("Not read: {}, because {}", chunk.splitId(), reason);
        metrics.stopped(Set.of());
        return new Batch(List.of(), true);
    }
}
