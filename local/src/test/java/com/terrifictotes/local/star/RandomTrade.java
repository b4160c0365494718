package com.terrifictotes.local.star;

import com.terrifictotes.local.totesys.TestTotesys;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of totesys that trade until they are told to finish: short transactions, some of which touch a row twice, some
 * of which are rolled back, and long ones that commit behind many later ones.
 */
final class RandomTrade implements AutoCloseable {

    /** A deadlock; a row that another one refers to, or that refers to one that is gone; a row that was there first. */
    private static final Set<String> UNLUCKY = Set.of("40P01", "23503", "23001", "23505");

    private static final int CLIENTS = 2;
    private static final long SHORT_MILLIS = 12;
    private static final long LONG_MILLIS = 700;

    private final TestTotesys totesys;
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final List<Future<?>> results = new ArrayList<>();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong rolledBack = new AtomicLong();
    private volatile boolean isFinished;

    private RandomTrade(TestTotesys totesys) {
        this.totesys = totesys;
    }

    /** Begins to trade; the seed makes the decisions. */
    static RandomTrade start(TestTotesys totesys, long seed) {
        RandomTrade trade = new RandomTrade(totesys);
        for (int client = 0; client < CLIENTS; client++) {
            trade.add(new Random(seed * 31 + client), SHORT_MILLIS);
        }
        trade.add(new Random(seed * 31 + CLIENTS), LONG_MILLIS);
        return trade;
    }

    /** Lets every client end its transaction. */
    void finish() throws Exception {
        isFinished = true;
        for (Future<?> result : results) {
            result.get(1, TimeUnit.MINUTES);
        }
    }

    long committed() {
        return committed.get();
    }

    long rolledBack() {
        return rolledBack.get();
    }

    @Override
    public void close() {
        isFinished = true;
        clients.shutdown();
    }

    private void add(Random random, long pause) {
        results.add(clients.submit(() -> {
            trade(random, pause);
            return null;
        }));
    }

    /** A client whose connection breaks comes back with another. */
    private void trade(Random random, long pause) throws SQLException, InterruptedException {
        Trades trades = new Trades(random);
        while (!isFinished) {
            try (Connection connection = totesys.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (!isFinished) {
                    transaction(connection, statement, trades, random, pause);
                    pause(random, pause);
                }
            } catch (SQLException e) {
                if (!isGone(e)) {
                    throw e;
                }
                pause(random, pause);
            }
        }
    }

    private static boolean isGone(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private void transaction(Connection connection, Statement statement, Trades trades, Random random, long pause)
            throws SQLException, InterruptedException {
        try {
            for (int i = random.nextInt(3); i >= 0; i--) {
                statement.execute(trades.any());
                pause(random, i * pause);
            }
            end(connection, random.nextInt(10) > 0);
        } catch (SQLException e) {
            if (!UNLUCKY.contains(e.getSQLState())) {
                throw e;
            }
            end(connection, false);
        }
    }

    private void end(Connection connection, boolean isGood) throws SQLException {
        if (isGood) {
            connection.commit();
            committed.incrementAndGet();
        } else {
            connection.rollback();
            rolledBack.incrementAndGet();
        }
    }

    /** A client that thinks: nothing is waited for here. */
    private static void pause(Random random, long most) throws InterruptedException {
        Thread.sleep(random.nextLong(most + 1));
    }
}
