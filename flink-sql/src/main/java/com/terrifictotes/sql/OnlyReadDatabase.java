package com.terrifictotes.sql;

import org.apache.flink.connector.jdbc.core.table.JdbcDynamicTableFactory;

/** Tables of a database: those of the warehouse and of totesys. */
public final class OnlyReadDatabase extends OnlyRead {

    /** Flink makes it. */
    public OnlyReadDatabase() {
        super(new JdbcDynamicTableFactory());
    }
}
