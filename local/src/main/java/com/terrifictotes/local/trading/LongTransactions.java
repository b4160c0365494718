package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trades that stay open on connections of their own while others commit: their rows are older than they show. */
final class LongTransactions implements Action, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LongTransactions.class);

    private final Connections connections;
    private final List<Open> open = new ArrayList<>();

    LongTransactions(Connections connections) {
        this.connections = connections;
    }

    private record Open(Connection connection, long commitNanos) {}

    /** Begins one that ends in 2 to 8 seconds. */
    @Override
    public int perform(Connection unused, Tick tick) throws SQLException {
        Connection connection = connections.connect();
        open.add(new Open(connection, System.nanoTime() + tick.dice().between(2_000, 8_000) * 1_000_000L));
        connection.setAutoCommit(false);
        return TradeInsert.insert(connection, tick.anyTrade());
    }

    void commitDue() {
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open candidate = each.next();
            if (System.nanoTime() - candidate.commitNanos() >= 0) {
                each.remove();
                commit(candidate);
            }
        }
    }

    /** Commits all that are open. */
    @Override
    public void close() {
        open.forEach(LongTransactions::commit);
        open.clear();
    }

    private static void commit(Open open) {
        try (Connection connection = open.connection()) {
            connection.commit();
        } catch (SQLException e) {
            LOG.warn("A long transaction was lost: {}", e.getMessage());
        }
    }
}
