package com.terrifictotes.local.pipeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that write in every awkward way that Postgres allows, all at once, until they are told to finish: single
 * statements, transactions held open while others commit, transactions that look long before they write and so get
 * their id late, savepoints rolled back or released, two-phase commits decided later by another connection, rollbacks,
 * and batches with one timestamp.
 */
final class AwkwardWriters implements AutoCloseable {

    private static final int WRITERS = 7;
    private static final int MOST_PREPARED = 12;
    private static final long PATIENCE_SECONDS = 30;

    private final TestPipeline pipeline;
    private final WriteLog log;
    private final AwkwardWrite write = new AwkwardWrite();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
    private final List<Future<?>> writers = new ArrayList<>();
    private final BlockingQueue<Prepared> prepared = new LinkedBlockingQueue<>();
    private final Semaphore mayPrepare = new Semaphore(MOST_PREPARED);
    private final AtomicLong names = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean isFinishing;
    private @Nullable Future<?> decider;

    /**
     * A transaction that waits for its second phase.
     *
     * @param decideAt on {@link System#nanoTime()}
     */
    private record Prepared(String name, long transaction, long decideAt, boolean isToCommit) {}

    private AwkwardWriters(TestPipeline pipeline, WriteLog log) {
        this.pipeline = pipeline;
        this.log = log;
    }

    static AwkwardWriters start(TestPipeline pipeline, WriteLog log, Random seeds) {
        AwkwardWriters all = new AwkwardWriters(pipeline, log);
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seeds.nextLong());
            all.writers.add(all.threads.submit(() -> all.write(random)));
        }
        all.decider = all.threads.submit(all::decide);
        return all;
    }

    /** A transaction that has written and is open until it is closed: then it commits. */
    final class Open implements AutoCloseable {
        private final Connection connection = pipeline.connect();
        private final OptionalLong transaction;

        private Open(AwkwardTable table, int firstRow) throws SQLException {
            connection.setAutoCommit(false);
            transaction = write.batch(connection, new Random(firstRow), table, firstRow);
        }

        @Override
        public void close() throws SQLException {
            commit(connection, transaction);
            connection.close();
        }
    }

    /** Writes to some rows of a table, and leaves the transaction open. */
    Open open(AwkwardTable table, int firstRow) throws SQLException {
        return new Open(table, firstRow);
    }

    /** How many writes were tried, those that were rolled back included. */
    long tried() {
        return write.tried();
    }

    /** How many transactions Postgres refused, for a lock they waited for too long or a deadlock. */
    long refused() {
        return refused.get();
    }

    /** Ends all writing; no transaction stays open or prepared. */
    void finish() throws Exception {
        isFinishing = true;
        for (Future<?> writer : writers) {
            writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        prepared.add(new Prepared("none", -1, System.nanoTime(), false));
        if (decider != null) {
            decider.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        isFinishing = true;
        threads.shutdownNow();
    }

    private @Nullable Void write(Random random) throws SQLException, InterruptedException {
        try (Connection connection = pipeline.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '500ms'");
            statement.execute("SET deadlock_timeout = '100ms'");
            while (!isFinishing) {
                try {
                    writeSomehow(connection, random);
                } catch (SQLException e) {
                    requireConflict(e);
                    refused.incrementAndGet();
                    rollback(connection);
                }
                Thread.sleep(random.nextInt(8));
            }
        }
        return null;
    }

    private void writeSomehow(Connection connection, Random random) throws SQLException, InterruptedException {
        int kind = random.nextInt(100);
        if (kind < 68) {
            single(connection, random);
        } else if (kind < 74) {
            heldOpen(connection, random);
        } else if (kind < 80) {
            lateId(connection, random);
        } else if (kind < 86) {
            savepoints(connection, random);
        } else if (kind < 91) {
            twoPhases(connection, random);
        } else if (kind < 95) {
            rolledBack(connection, random);
        } else {
            batch(connection, random);
        }
    }

    private void single(Connection connection, Random random) throws SQLException {
        connection.setAutoCommit(true);
        long began = System.currentTimeMillis();
        OptionalLong transaction = write.one(connection, random);
        long returned = System.currentTimeMillis();
        transaction.ifPresent(id -> log.committed(id, began, returned));
    }

    private void heldOpen(Connection connection, Random random) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        OptionalLong transaction = OptionalLong.empty();
        int writes = 1 + random.nextInt(3);
        long held = random.nextInt(10) == 0 ? 3_000 : 100 + random.nextInt(900);
        for (int i = 0; i < writes && !isFinishing; i++) {
            transaction = either(write.one(connection, random), transaction);
            Thread.sleep(held / writes);
        }
        commit(connection, transaction);
    }

    private void lateId(Connection connection, Random random) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM account");
        }
        Thread.sleep(50 + random.nextInt(500));
        commit(connection, write.one(connection, random));
    }

    private void savepoints(Connection connection, Random random) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        OptionalLong transaction = random.nextBoolean() ? write.one(connection, random) : OptionalLong.empty();
        for (int i = 0; i < 3; i++) {
            Savepoint savepoint = connection.setSavepoint();
            OptionalLong inside = write.one(connection, random);
            Thread.sleep(random.nextInt(150));
            if (random.nextBoolean()) {
                connection.rollback(savepoint);
            } else {
                connection.releaseSavepoint(savepoint);
            }
            transaction = either(inside, transaction);
        }
        commit(connection, transaction);
    }

    private void twoPhases(Connection connection, Random random) throws SQLException {
        if (!mayPrepare.tryAcquire()) {
            return;
        }
        boolean isPrepared = false;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            OptionalLong transaction = either(write.one(connection, random), write.one(connection, random));
            String name = "awkward " + names.incrementAndGet();
            statement.execute("PREPARE TRANSACTION '" + name + "'");
            connection.commit();
            long delay = TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(700));
            prepared.add(new Prepared(name, transaction.orElse(-1), System.nanoTime() + delay, random.nextInt(3) > 0));
            isPrepared = true;
        } finally {
            if (!isPrepared) {
                mayPrepare.release();
            }
        }
    }

    private void rolledBack(Connection connection, Random random) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        write.one(connection, random);
        write.one(connection, random);
        Thread.sleep(random.nextInt(200));
        connection.rollback();
    }

    private void batch(Connection connection, Random random) throws SQLException {
        connection.setAutoCommit(false);
        commit(connection, write.batch(connection, random));
    }

    private void commit(Connection connection, OptionalLong transaction) throws SQLException {
        long began = System.currentTimeMillis();
        connection.commit();
        long returned = System.currentTimeMillis();
        transaction.ifPresent(id -> log.committed(id, began, returned));
    }

    /** The second phases, in the order of the first. */
    private @Nullable Void decide() throws SQLException, InterruptedException {
        try (Connection connection = pipeline.connect();
                Statement statement = connection.createStatement()) {
            for (Prepared next = prepared.take(); !next.name().equals("none"); next = prepared.take()) {
                TimeUnit.NANOSECONDS.sleep(isFinishing ? 0 : next.decideAt() - System.nanoTime());
                long began = System.currentTimeMillis();
                statement.execute((next.isToCommit() ? "COMMIT" : "ROLLBACK") + " PREPARED '" + next.name() + "'");
                if (next.isToCommit()) {
                    log.committed(next.transaction(), began, System.currentTimeMillis());
                }
                mayPrepare.release();
            }
        }
        return null;
    }

    private static OptionalLong either(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }

    private static void rollback(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private static void requireConflict(SQLException failure) throws SQLException {
        boolean isLockTimeout = "55P03".equals(failure.getSQLState());
        boolean isDeadlock = "40P01".equals(failure.getSQLState());
        if (!isLockTimeout && !isDeadlock) {
            throw failure;
        }
    }
}
