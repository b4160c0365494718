package com.terrifictotes.local.trading;

import com.terrifictotes.local.trading.Trade.Kind;
import java.io.IOException;

/** The orders of a plan, oldest first. Each is made anew from its number, so a table can be written at a time. */
final class OrderStream {
    private final HistoryPlan plan;
    private final long seed;

    OrderStream(HistoryPlan plan, long seed) {
        this.plan = plan;
        this.seed = seed;
    }

    @FunctionalInterface
    interface Consumer {
        /**
         * Takes the next trade.
         *
         * @param number of the transaction and the payment
         * @param orderNumber among the orders of its kind
         */
        void accept(Trade trade, long number, long orderNumber) throws IOException;
    }

    void forEach(Consumer consumer) throws IOException {
        Walk walk = new Walk(consumer);
        for (TradingDay day : plan.days()) {
            walk.day(day);
        }
    }

    /** Counts along the way. */
    private final class Walk {
        private final Consumer consumer;
        private long sales;
        private long purchases;
        private long number;

        Walk(Consumer consumer) {
            this.consumer = consumer;
        }

        void day(TradingDay day) throws IOException {
            Roster roster = Roster.ofHistory(day.designsBefore());
            for (long time : day.orderTimes(seed)) {
                next(number == 0 ? BusinessHours.FOUNDED : time, roster);
            }
        }

        private void next(long at, Roster roster) throws IOException {
            number++;
            Dice dice = Dice.of(seed, Dice.Thing.ORDER, number);
            Kind kind = TradeMaker.anyKind(dice);
            long orderNumber = kind == Kind.SALE ? ++sales : ++purchases;
            consumer.accept(TradeMaker.trade(kind, at, roster, dice), number, orderNumber);
        }
    }
}
