package com.terrifictotes.local.trading;

import java.util.List;

/** The rows of a table that a trade may name, by their ids. */
@FunctionalInterface
interface Ids {
    int pick(Dice dice);

    static Ids upTo(int last) {
        return dice -> dice.between(1, last);
    }

    static Ids of(List<Integer> ids) {
        List<Integer> copy = List.copyOf(ids);
        return dice -> dice.anyOf(copy);
    }
}
