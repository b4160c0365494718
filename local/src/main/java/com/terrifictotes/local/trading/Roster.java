package com.terrifictotes.local.trading;

/** Who and what can take part in a trade at some moment. */
record Roster(Ids staff, Ids counterparties, Ids addresses, Ids currencies, Ids designs) {
    /** The static tables as {@link StaticTables} fills them, with as many designs as there are by then. */
    static Roster ofHistory(int designs) {
        return new Roster(
                Ids.upTo(StaticTables.STAFF),
                Ids.upTo(StaticTables.COUNTERPARTIES),
                Ids.upTo(StaticTables.ADDRESSES),
                Ids.upTo(StaticTables.CURRENCIES),
                Ids.upTo(designs));
    }
}
