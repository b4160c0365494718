package com.terrifictotes.local.trading;

/** The morning run of every working day, at 07:55:11 and some milliseconds, that pays what is due that day. */
final class PaymentBatch {
    private static final long TIME_OF_DAY = ((7 * 60 + 55) * 60 + 11) * 1_000L;

    private PaymentBatch() {}

    static long at(long seed, long epochDay) {
        return epochDay * BusinessHours.MILLIS_PER_DAY
                + TIME_OF_DAY
                + Dice.of(seed, Dice.Thing.BATCH, epochDay).between(0, 999);
    }

    /** Whether a payment of this trade that waits for its day is found by that day's run: nothing is run at weekends. */
    static boolean reaches(Trade trade) {
        long due = trade.terms().paymentDay();
        return due > BusinessHours.epochDay(trade.at()) && BusinessHours.isWorkingDay(due);
    }
}
