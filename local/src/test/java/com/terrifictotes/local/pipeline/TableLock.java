package com.terrifictotes.local.pipeline;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** While it is held, nobody can read or write the table. */
public final class TableLock implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Owner owner;
    private final String table;
    private Connection holder;

    /** Who may lock tables. */
    @FunctionalInterface
    public interface Owner {
        /** A new connection. */
        Connection connect() throws SQLException;
    }

    private TableLock(Owner owner, String table, Connection holder) {
        this.owner = owner;
        this.table = table;
        this.holder = holder;
    }

    /** Takes it, behind all who read or write the table now. */
    public static TableLock take(Owner owner, String table) throws SQLException {
        return new TableLock(owner, table, lock(owner.connect(), table));
    }

    /** Waits until somebody waits to read the table. */
    public void awaitReader() {
        await("a reader that waits for " + table).atMost(PATIENCE).until(() -> isAnyWaiting("AccessShareLock"));
    }

    /** Lets all go on who wait now, and nobody who comes after them: Postgres keeps the order. */
    public void letPassWhoWaits() throws Exception {
        Connection successor = owner.connect();
        CompletableFuture<Connection> locked = CompletableFuture.supplyAsync(() -> {
            try {
                return lock(successor, table);
            } catch (SQLException e) {
                throw new AssertionError("Cannot lock " + table, e);
            }
        });
        await("the next lock").atMost(PATIENCE).until(() -> isAnyWaiting("AccessExclusiveLock"));
        holder.close();
        holder = locked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }

    private static Connection lock(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE".formatted(table));
        }
        return connection;
    }

    private boolean isAnyWaiting(String mode) throws SQLException {
        String query = "SELECT FROM pg_locks WHERE relation = '%s'::regclass AND mode = '%s' AND NOT granted"
                .formatted(table, mode);
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
