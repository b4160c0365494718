package com.terrifictotes.catalog;
/** How to reach one Postgres database. */
public interface Database extends java.io.Serializable {
    java.sql.Connection connect() throws java.sql.SQLException;

    String address();
}
