package com.terrifictotes.local.trading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many orders each working day had, from the company's first order to an instant.
 *
 * @param days oldest first
 * @param orders on all of them
 */
record HistoryPlan(List<TradingDay> days, long orders) {
    static final int FIRST_DESIGNS = 12;
    private static final double ORDERS_PER_MINUTE = 30.0 / (BusinessHours.CLOSING_MINUTE - BusinessHours.FIRST_MINUTE);
    private static final double DESIGNS_PER_DAY = 0.87;

    HistoryPlan {
        days = List.copyOf(days);
    }

    /** @param orders exactly so many, evenly over the days; when absent, 30 a day, as in the real company */
    static HistoryPlan until(Instant end, OptionalLong orders, long seed) {
        List<OpenDay> openDays = openDays(end.toEpochMilli());
        long minutes = openDays.stream().mapToLong(OpenDay::minutes).sum();
        long total = orders.orElse(Math.round(minutes * ORDERS_PER_MINUTE));
        return new HistoryPlan(days(openDays, minutes, total, seed), total);
    }

    private record OpenDay(long epochDay, int firstMinute, int closingMinute) {
        int minutes() {
            return closingMinute - firstMinute;
        }
    }

    private static List<OpenDay> openDays(long end) {
        long first = BusinessHours.epochDay(BusinessHours.FOUNDED);
        long last = BusinessHours.epochDay(end);
        List<OpenDay> days = new ArrayList<>();
        for (long day = first; day <= last; day++) {
            int opening =
                    day == first ? BusinessHours.minuteOfDay(BusinessHours.FOUNDED) + 1 : BusinessHours.FIRST_MINUTE;
            int closing = day == last
                    ? Math.min(BusinessHours.minuteOfDay(end), BusinessHours.CLOSING_MINUTE)
                    : BusinessHours.CLOSING_MINUTE;
            if (BusinessHours.isWorkingDay(day) && closing > opening) {
                days.add(new OpenDay(day, opening, closing));
            }
        }
        return days;
    }

    private static List<TradingDay> days(List<OpenDay> openDays, long minutes, long total, long seed) {
        List<TradingDay> days = new ArrayList<>();
        long minutesSoFar = 0;
        long ordersBefore = 0;
        int designs = FIRST_DESIGNS;
        for (OpenDay day : openDays) {
            Dice dice = Dice.of(seed, Dice.Thing.DESIGN, -day.epochDay());
            minutesSoFar += day.minutes();
            long ordersBy = minutesSoFar == minutes ? total : ordersBy(total * minutesSoFar / minutes, total, dice);
            int orders = (int) Math.max(0, ordersBy - ordersBefore);
            boolean newDesign = dice.withProbability(DESIGNS_PER_DAY);
            days.add(new TradingDay(
                    day.epochDay(), day.firstMinute(), day.closingMinute(), ordersBefore, orders, designs, newDesign));
            ordersBefore += orders;
            designs += newDesign ? 1 : 0;
        }
        return days;
    }

    /** Even growth, give or take a few, so that no two days are alike. */
    private static long ordersBy(long even, long total, Dice dice) {
        return Math.max(0, Math.min(total, even + dice.between(-4, 4)));
    }
}
