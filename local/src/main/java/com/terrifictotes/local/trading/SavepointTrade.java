package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** A trade, a savepoint, another trade; every second time the other one is taken back. */
final class SavepointTrade implements Action {
    @Override
    public int perform(Connection connection, Tick tick) throws SQLException {
        TradeInsert.insert(connection, tick.anyTrade());
        Savepoint savepoint = connection.setSavepoint();
        TradeInsert.insert(connection, tick.anyTrade());
        if (tick.dice().oneIn(2)) {
            connection.rollback(savepoint);
        } else {
            connection.releaseSavepoint(savepoint);
        }
        return 1;
    }
}
