package com.terrifictotes.local.trading;

import java.util.Arrays;

/**
 * One day of the history.
 *
 * @param epochDay days since 1970
 * @param firstMinute of the day that has orders
 * @param closingMinute of the day that has none any more
 * @param ordersBefore on earlier days
 * @param orders of this day
 * @param designsBefore that exist when the day begins
 * @param newDesign whether one more comes during the day
 */
record TradingDay(
        long epochDay,
        int firstMinute,
        int closingMinute,
        long ordersBefore,
        int orders,
        int designsBefore,
        boolean newDesign) {
    private static final int TICK_STARTS = 9_700;
    private static final int TICK_SPREAD = 1_100;
    private static final int ROOM = 48_000;

    /** The times of the day's orders, ascending: shortly after the tenth second of random minutes. */
    long[] orderTimes(long seed) {
        Dice dice = Dice.of(seed, Dice.Thing.DAY, epochDay);
        int[] minutes = new int[orders];
        Arrays.setAll(minutes, i -> dice.between(firstMinute, closingMinute - 1));
        Arrays.sort(minutes);
        long[] times = new long[orders];
        for (int from = 0, to = 0; from < orders; from = to) {
            while (to < orders && minutes[to] == minutes[from]) {
                to++;
            }
            spread(times, from, to, tick(minutes[from]), dice);
        }
        return times;
    }

    /** When the day's new design comes. */
    long newDesignAt(long seed) {
        Dice dice = Dice.of(seed, Dice.Thing.DESIGN, epochDay);
        return tick(dice.between(firstMinute, closingMinute - 1)) + dice.between(0, TICK_SPREAD - 1);
    }

    /** The more orders a minute has, the more of it they fill: none meet in one millisecond unless there are thousands. */
    private static void spread(long[] times, int from, int to, long tick, Dice dice) {
        int step = ROOM / (to - from);
        int jitter = Math.max(1, Math.min(TICK_SPREAD, step));
        for (int i = from; i < to; i++) {
            times[i] = tick + (long) (i - from) * step + dice.between(0, jitter - 1);
        }
    }

    private long tick(int minute) {
        return epochDay * BusinessHours.MILLIS_PER_DAY + minute * BusinessHours.MILLIS_PER_MINUTE + TICK_STARTS;
    }
}
