package com.terrifictotes.local.postgres;

import com.terrifictotes.catalog.Database;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database of a server of our own. It knows the password, so it stays in this program. */
record ServerDatabase(String url, Credentials credentials) implements Database {

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, credentials.username(), credentials.password());
    }

    @Override
    public String address() {
        return url.substring("jdbc:postgresql://".length());
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(ServerDatabase.class.getName());
    }
}
