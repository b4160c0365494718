package com.terrifictotes.source;

import com.terrifictotes.catalog.TableSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a chunk in one short transaction. */
final class ChunkTask implements SplitTask {

    private final ChunkSplit chunk;
    private final TableSchema table;
    private final String namespace;
    private final ReaderMetrics metrics;
    private @Nullable CopyRows rows;

    ChunkTask(ChunkSplit chunk, TableSchema table, String namespace, ReaderMetrics metrics) {
        this.chunk = chunk;
        this.table = table;
        this.namespace = namespace;
        this.metrics = metrics;
    }

    @Override
    public Duration untilDue(long nowMillis) {
        return Duration.ZERO;
    }

    @Override
    public Batch read(Session session) throws SQLException {
        CopyRows open = rows == null ? open(session) : rows;
        rows = open;
        List<Reading> readings = new ArrayList<>(RowBatch.MOST_ROWS);
        boolean isFinished = !RowBatch.fill(open, readings);
        metrics.rowsRead(table.name(), readings.size());
        if (isFinished) {
            rows = null;
            session.end();
        }
        return new Batch(readings, isFinished);
    }

    @Override
    public void restart() {
        rows = null;
    }

    private CopyRows open(Session session) throws SQLException {
        return CopyRows.open(session.beginSnapshot(), CutSql.copy(namespace, table, chunk), table, chunk.cut());
    }
}
