package com.terrifictotes.local.star;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The warehouse of a test as its owner reaches it. */
record WarehouseDatabase(String address, String username, String password) implements Database {

    static WarehouseDatabase on(PostgresServer server, String database) {
        Credentials superuser = server.superuser();
        return new WarehouseDatabase(server.jdbcUrl(database), superuser.username(), superuser.password());
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(address, username, password);
    }
}
