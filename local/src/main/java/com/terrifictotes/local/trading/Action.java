package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;

/** One thing that happens in totesys. It runs in a transaction of its own, which the caller ends. */
@FunctionalInterface
interface Action {
    /** Returns how many rows it is about: 0 when it found nothing to act on. */
    int perform(Connection connection, Tick tick) throws SQLException;
}
