package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.change.StarRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts rows into staging, where nobody sees them, under the number of a batch that a publish vouches for later. A failure
 * here fails the job, whose next attempt stages the rows again under another number.
 *
 * <p>A writer that has no rows leaves the warehouse alone: it keeps its number, and no connection.
 */
final class StagingWriter implements CommittingSinkWriter<StarRow, Staged> {

    private static final Logger LOG = LoggerFactory.getLogger(StagingWriter.class);
    private static final String NEXT_BATCH = "SELECT nextval('etl.batch_id')";

    private final Database database;
    private final Map<String, StageBuffer> buffers = new HashMap<>();
    private long batch;
    private boolean hasStaged;
    private @Nullable Connection connection;

    private StagingWriter(Database database, long batch) {
        this.database = database;
        this.batch = batch;
    }

    /** A writer that has taken the number of its first batch. */
    static StagingWriter open(Database database, Attempts attempts) throws IOException, InterruptedException {
        try {
            return new StagingWriter(database, attempts.of(() -> firstBatch(database)));
        } catch (SQLException e) {
            throw failure("begin to stage rows", database, e);
        }
    }

    @Override
    public void write(StarRow row, Context context) throws IOException {
        add(row);
    }

    void add(StarRow row) throws IOException {
        StageBuffer buffer = buffers.computeIfAbsent(row.table(), name -> new StageBuffer(StarSchema.table(name)));
        buffer.add(batch, row);
        if (buffer.isFull()) {
            send(row.table(), buffer);
        }
    }

    @Override
    public void flush(boolean isEndOfInput) throws IOException {
        for (Map.Entry<String, StageBuffer> buffer : buffers.entrySet()) {
            if (!buffer.getValue().isEmpty()) {
                send(buffer.getKey(), buffer.getValue());
            }
        }
    }

    @Override
    public Collection<Staged> prepareCommit() throws IOException {
        flush(false);
        if (!hasStaged) {
            return List.of(new Staged(null, batch));
        }
        long handedOver = batch;
        try {
            batch = nextBatch(connection());
            disconnect();
        } catch (SQLException e) {
            throw failure("begin a batch", database, e);
        }
        hasStaged = false;
        return List.of(new Staged(handedOver, batch));
    }

    /** Never fails: a task that fails while it is closed would take its TaskManager, and all other tasks, with it. */
    @Override
    public void close() {
        try {
            disconnect();
        } catch (SQLException e) {
            LOG.debug("A connection to the warehouse was broken when it was closed", e);
        }
    }

    private void send(String table, StageBuffer buffer) throws IOException {
        try {
            buffer.send(connection());
            hasStaged = true;
        } catch (SQLException e) {
            throw failure("stage rows of " + table, database, e);
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection == null ? Sessions.open(database) : connection;
        connection = open;
        return open;
    }

    private void disconnect() throws SQLException {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    private static long firstBatch(Database database) throws SQLException {
        try (Connection connection = Sessions.open(database)) {
            return nextBatch(connection);
        }
    }

    private static long nextBatch(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NEXT_BATCH)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static IOException failure(String what, Database database, SQLException cause) {
        return new IOException(
                "Cannot %s in the warehouse: %s, %s".formatted(what, database.address(), cause.getMessage()), cause);
    }
}
