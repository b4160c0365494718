package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.warehouse.CutConnection.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A warehouse whose first connection breaks at its tenth statement. */
final class FailingOnce implements Database {

    static final Patience PATIENCE = new Patience(Duration.ofMillis(1), Duration.ofMinutes(1));

    private static final long serialVersionUID = 1;

    private final TestWarehouse warehouse;
    private int connections;

    FailingOnce(TestWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    int connections() {
        return connections;
    }

    @Override
    public Connection connect() throws SQLException {
        connections++;
        Connection connection = warehouse.connect();
        return connections > 1
                ? connection
                : CutConnection.after(connection, 10, Moment.AFTER).proxy();
    }

    @Override
    public String address() {
        return warehouse.address();
    }
}
