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
import java.util.Set;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts rows into staging, where nobody sees them, under the number of a batch that a publish vouches for later. A warehouse
 * that cannot be reached is tried again; a failure in the middle of sending fails the job, whose next attempt stages the rows again under another number.
 *
 * <p>A writer that has no rows leaves the warehouse alone: it keeps its number, and no connection.
 */
final class StagingWriter implements CommittingSinkWriter<StarRow, Staged> {

    private static final Logger LOG = LoggerFactory.getLogger(StagingWriter.class);
    private static final String NEXT_BATCH = "SELECT nextval('etl.batch_id')";

    private final Database database;
    private final Attempts attempts;
    private final Map<String, TableStage> stages = new HashMap<>();
    private Set<String> loads = Set.of();
    private boolean isLoadOver;
    private long batch;
    private boolean hasStaged;
    private @Nullable Connection connection;

    private StagingWriter(Database database, Attempts attempts) {
        this.database = database;
        this.attempts = attempts;
    }

    /** A writer that has taken the number of its first batch. */
    static StagingWriter open(Database database, Attempts attempts) throws IOException, InterruptedException {
        try {
            StagingWriter writer = new StagingWriter(database, attempts);
            writer.batch = attempts.of(writer::takeBatch);
            return writer;
        } catch (SQLException e) {
            throw failure("begin to stage rows", database, e);
        }
    }

    @Override
    public void write(StarRow row, Context context) throws IOException, InterruptedException {
        add(row);
    }

    void add(StarRow row) throws IOException, InterruptedException {
        TableStage stage = stages.computeIfAbsent(row.table(), name -> new TableStage(StarSchema.table(name)));
        stage.add(batch, row);
        if (stage.isFull()) {
            send(row.table(), stage);
        }
    }

    @Override
    public void flush(boolean isEndOfInput) throws IOException, InterruptedException {
        for (Map.Entry<String, TableStage> stage : stages.entrySet()) {
            if (!stage.getValue().isEmpty()) {
                send(stage.getKey(), stage.getValue());
            }
        }
    }

    @Override
    public Collection<Staged> prepareCommit() throws IOException, InterruptedException {
        flush(false);
        if (!hasStaged) {
            return List.of(new Staged(null, batch));
        }
        long handedOver = batch;
        try {
            batch = attempts.of(this::takeBatch);
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

    /** Not tried again once it has begun: nobody knows whether rows of which the answer is lost are there. */
    private void send(String table, TableStage stage) throws IOException, InterruptedException {
        try {
            Connection open = connection();
            boolean hasLoad = loads.contains(table);
            Interruptible.runOne(open, () -> {
                stage.send(open, hasLoad);
                return true;
            });
            hasStaged = true;
        } catch (SQLException e) {
            throw failure("stage rows of " + table, database, e);
        }
    }

    private Connection connection() throws SQLException, IOException, InterruptedException {
        Connection open = connection;
        if (open == null) {
            open = attempts.of(() -> Interruptible.open(database));
            connection = open;
            findLoads(open);
        }
        return open;
    }

    /** There is a first load until it is published, and never one again. */
    private void findLoads(Connection open) throws SQLException, IOException, InterruptedException {
        if (!isLoadOver) {
            loads = Interruptible.runOne(open, () -> FirstLoad.tables(open));
            isLoadOver = loads.isEmpty();
        }
    }

    private void disconnect() throws SQLException {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** A number, and no connection any more: a try that fails leaves a broken one. */
    private long takeBatch() throws SQLException, IOException, InterruptedException {
        try (Connection open = connection == null ? Interruptible.open(database) : connection) {
            connection = null;
            return Interruptible.runOne(open, () -> nextBatch(open));
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
                "Cannot %s in the warehouse: %s, %s".formatted(what, database.address(), Failures.reason(cause)),
                cause);
    }
}
