package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to totesys come from; whoever asks for one closes it. */
@FunctionalInterface
public interface Connections {
    Connection connect() throws SQLException;
}
