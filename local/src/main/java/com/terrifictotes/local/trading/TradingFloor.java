package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is done at each tick, on one connection at a time. */
final class TradingFloor implements AutoCloseable {
    private static final int TICK_STARTS = 9_700;
    private static final int TICK_SPREAD = 1_100;
    private static final String PAY =
            "UPDATE payment SET paid = true, last_updated = ? WHERE payment_date = ? AND NOT paid";

    private final LiveSettings settings;
    private final TradingClock clock;
    private final LongTransactions longTransactions;
    private final Map<Activity, Action> actions = new EnumMap<>(Activity.class);
    private final Map<Activity, LongAdder> done;
    private long lastBatchDay;
    private @Nullable Roster roster;

    TradingFloor(LiveSettings settings, TradingClock clock, Connections connections, Map<Activity, LongAdder> done) {
        this.settings = settings;
        this.clock = clock;
        this.longTransactions = new LongTransactions(connections);
        this.done = done;
        this.lastBatchDay = lastBatchDayAt(clock.last());
        actions.put(Activity.SALE, TradeInsert.of(Trade.Kind.SALE));
        actions.put(Activity.PURCHASE, TradeInsert.of(Trade.Kind.PURCHASE));
        actions.put(Activity.SILENT_UPDATE, new SilentUpdate());
        actions.put(Activity.NEW_DESIGN, Edits::newDesign);
        actions.put(Activity.STAFF_MOVE, Edits::moveStaff);
        actions.put(Activity.DEPARTMENT_MOVE, Edits::moveDepartment);
        actions.put(Activity.ADDRESS_CORRECTION, Edits::correctAddress);
        actions.put(Activity.LONG_TRANSACTION, longTransactions);
        actions.put(Activity.SAVEPOINT, new SavepointTrade());
    }

    /** Does what the next moment brings; each thing in a transaction of its own. */
    void tick(Connection connection) throws SQLException {
        longTransactions.commitDue();
        Dice dice = Dice.of(settings.seed(), Dice.Thing.TICK, clock.diceNumber());
        long at = clock.next(TICK_STARTS + dice.between(0, TICK_SPREAD - 1));
        payUntil(connection, at);
        Tick tick = new Tick(at, roster(connection), dice);
        for (Map.Entry<Activity, Action> entry : actions.entrySet()) {
            for (int times = timesNow(entry.getKey(), dice); times > 0; times--) {
                perform(entry.getKey(), entry.getValue(), connection, tick);
            }
        }
    }

    private void perform(Activity activity, Action action, Connection connection, Tick tick) throws SQLException {
        int rows = action.perform(connection, tick);
        connection.commit();
        count(activity, rows);
        if (activity == Activity.NEW_DESIGN) {
            roster = null;
        }
    }

    private Roster roster(Connection connection) throws SQLException {
        Roster known = roster != null ? roster : LiveRoster.read(connection);
        roster = known;
        return known;
    }

    @Override
    public void close() {
        longTransactions.close();
    }

    private int timesNow(Activity activity, Dice dice) {
        double expected = settings.perMinute(activity);
        int always = (int) expected;
        return always + (dice.withProbability(expected - always) ? 1 : 0);
    }

    private void payUntil(Connection connection, long at) throws SQLException {
        for (long day = lastBatchDay + 1; day <= lastBatchDayAt(at); day++) {
            if (BusinessHours.isWorkingDay(day)) {
                String due = LocalDate.ofEpochDay(day).toString();
                int paid = Sql.change(connection, PAY, Tick.time(batchAt(day)), due);
                connection.commit();
                count(Activity.PAYMENT, paid);
            }
            lastBatchDay = day;
        }
    }

    private long lastBatchDayAt(long at) {
        long day = BusinessHours.epochDay(at);
        return batchAt(day) <= at ? day : day - 1;
    }

    private long batchAt(long day) {
        return PaymentBatch.at(settings.seed(), day);
    }

    private void count(Activity activity, int rows) {
        done.computeIfAbsent(activity, first -> new LongAdder()).add(rows);
    }
}
