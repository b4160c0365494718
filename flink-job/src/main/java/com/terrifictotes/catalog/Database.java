package com.terrifictotes.catalog;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How to reach one Postgres database. It travels to the tasks inside the job graph, so it holds the name of a secret and
 * never the secret itself.
 */
public interface Database extends Serializable {
    /**
     * Opens a new connection, which the caller closes: auto-commit on, default isolation, read and write.
     *
     * @throws SQLException if the database cannot be reached or refuses the login; its SQL state says which
     */
    Connection connect() throws SQLException;

    /** The address without any credential, for messages. */
    String address();
}
