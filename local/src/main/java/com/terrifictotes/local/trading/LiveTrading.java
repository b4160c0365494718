package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trades in a filled totesys on a thread of its own until it is closed, going on from the last trade there.
 *
 * <p>Simulated time passes as the settings say, nights and weekends in no time, and never overtakes the wall clock: once
 * it has caught up, trade goes on around the clock in the present. What happens in which simulated minute follows from
 * the seed. A broken connection is made again; what it was doing is lost, as it would be for any client.
 */
public final class LiveTrading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTrading.class);
    private static final long RETRY_MILLIS = 500;
    private static final long PATIENCE_MILLIS = 5_000;

    private final Connections connections;
    private final LiveSettings settings;
    private final InstantSource wallClock;
    private final Map<Activity, LongAdder> done = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "totesys-trading");
    private volatile @Nullable Connection current;
    private volatile long simulated;

    private LiveTrading(Connections connections, LiveSettings settings, InstantSource wallClock) {
        this.connections = connections;
        this.settings = settings;
        this.wallClock = wallClock;
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, reason) -> LOG.error("Trading has ended", reason));
    }

    /** Starts trading; the connections must be of a role that may write. */
    public static LiveTrading start(Connections connections, LiveSettings settings) {
        return start(connections, settings, InstantSource.system());
    }

    static LiveTrading start(Connections connections, LiveSettings settings, InstantSource wallClock) {
        LiveTrading trading = new LiveTrading(connections, settings, wallClock);
        trading.thread.start();
        return trading;
    }

    /** How many rows each activity was about so far; an activity that has not come up is 0. */
    public Map<Activity, Long> done() {
        Map<Activity, Long> counts = new EnumMap<>(Activity.class);
        for (Activity activity : Activity.values()) {
            counts.put(activity, done.getOrDefault(activity, new LongAdder()).sum());
        }
        return counts;
    }

    /** The simulated time of the last tick. */
    public Instant time() {
        return Instant.ofEpochMilli(simulated);
    }

    /** Stops within a moment; transactions that are held open are committed. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE_MILLIS);
            Connection stuck = current;
            if (thread.isAlive() && stuck != null) {
                stuck.abort(Runnable::run);
                thread.join(PATIENCE_MILLIS);
            }
        } catch (SQLException e) {
            LOG.warn("The trading connection could not be cut: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stoppedWithin(0)) {
            try (Connection connection = connections.connect()) {
                current = connection;
                connection.setAutoCommit(false);
                trade(connection);
            } catch (SQLException e) {
                LOG.warn("Trading was interrupted, trying again: {}", e.getMessage());
                stoppedWithin(RETRY_MILLIS);
            }
        }
    }

    private void trade(Connection connection) throws SQLException {
        TradingClock clock = new TradingClock(LastTrade.in(connection), wallClock);
        try (TradingFloor floor = new TradingFloor(settings, clock, connections, done)) {
            Pace pace = new Pace(settings.speed());
            do {
                floor.tick(connection);
                simulated = clock.last();
            } while (!stoppedWithin(pace.millisToNext()));
        }
    }

    private boolean stoppedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
