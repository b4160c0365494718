package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.CopyTuples;
import com.terrifictotes.catalog.Row;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of a query, in its order. */
final class CopiedRows implements OrderedRows<Row> {

    private final CopyTuples tuples;

    private CopiedRows(CopyTuples tuples) {
        this.tuples = tuples;
    }

    /** Begins to read; the connection can do nothing else until there is no next one, or this is closed. */
    static CopiedRows of(Connection connection, String query) throws SQLException {
        return new CopiedRows(CopyTuples.open(connection, "COPY (" + query + ") TO STDOUT (FORMAT binary)", "rows"));
    }

    @Override
    public @Nullable Row next() throws SQLException {
        byte[] tuple = tuples.next();
        return tuple == null ? null : Row.of(tuple);
    }

    @Override
    public void close() throws SQLException {
        tuples.close();
    }
}
