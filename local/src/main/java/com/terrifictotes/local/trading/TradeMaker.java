package com.terrifictotes.local.trading;

import com.terrifictotes.local.trading.Trade.Accounts;
import com.terrifictotes.local.trading.Trade.Goods;
import com.terrifictotes.local.trading.Trade.Kind;
import com.terrifictotes.local.trading.Trade.Parties;
import com.terrifictotes.local.trading.Trade.Terms;

/** Makes trades with the shape of the real ones: ranges of quantities and prices, days until delivery and payment. */
final class TradeMaker {
    private static final String ITEM_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final double LATE_DELIVERIES = 0.005;
    private static final double DUE_TODAY_AND_PAID = 0.41;

    private TradeMaker() {}

    /** 21 of 30 orders are sales. */
    static Kind anyKind(Dice dice) {
        return dice.withProbability(0.7) ? Kind.SALE : Kind.PURCHASE;
    }

    static Trade trade(Kind kind, long at, Roster roster, Dice dice) {
        Parties parties = new Parties(
                roster.staff().pick(dice),
                roster.counterparties().pick(dice),
                roster.currencies().pick(dice),
                roster.addresses().pick(dice));
        Goods goods = kind == Kind.SALE ? sold(roster, dice) : bought(dice);
        return new Trade(kind, at, parties, goods, terms(BusinessHours.epochDay(at), dice), accounts(dice));
    }

    private static Goods sold(Roster roster, Dice dice) {
        return new Goods(roster.designs().pick(dice), "", dice.between(1_001, 99_973), dice.between(200, 400));
    }

    private static Goods bought(Dice dice) {
        return new Goods(0, dice.letters(ITEM_ALPHABET, 7), dice.between(1, 999), dice.between(332, 99_907));
    }

    private static Terms terms(long today, Dice dice) {
        int delivery = dice.withProbability(LATE_DELIVERIES) ? dice.between(10, 649) : dice.between(0, 7);
        int payment = dice.between(0, 6);
        return new Terms(today + delivery, today + payment, payment == 0 && dice.withProbability(DUE_TODAY_AND_PAID));
    }

    private static Accounts accounts(Dice dice) {
        return new Accounts(dice.between(10_000_000, 99_999_999), dice.between(10_000_000, 99_999_999));
    }
}
