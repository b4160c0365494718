package com.terrifictotes.reconcile;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is read in ascending order of its {@link Key}, one after the other. */
public interface OrderedRows<T> extends AutoCloseable {

    /** The next one; null behind the last. */
    @Nullable
    T next() throws SQLException, IOException;

    /** Gives up what was not read. */
    @Override
    void close() throws SQLException, IOException;
}
