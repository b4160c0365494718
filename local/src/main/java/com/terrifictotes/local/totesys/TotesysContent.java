package com.terrifictotes.local.totesys;

import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.trading.RowProgress;
import com.terrifictotes.local.trading.TradingHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** What an empty totesys is filled with, once. */
public sealed interface TotesysContent {
    /** Writes into the empty tables that the same transaction has just made. */
    void writeTo(Connection connection, RowProgress progress) throws SQLException, IOException;

    /** An invented past. */
    record History(TradingHistory history) implements TotesysContent {
        @Override
        public void writeTo(Connection connection, RowProgress progress) throws SQLException, IOException {
            history.writeTo(connection, progress);
        }
    }

    /** The rows of a folder with one {@code <table>.csv} per table; see {@link CsvFolder}. */
    record Csv(Path folder) implements TotesysContent {
        @Override
        public void writeTo(Connection connection, RowProgress progress) throws SQLException, IOException {
            new CsvFolder(folder).writeTo(connection, progress);
        }
    }

    /** Nothing: for a totesys that was filled before, or else cannot be used. */
    record FilledBefore() implements TotesysContent {
        @Override
        public void writeTo(Connection connection, RowProgress progress) {
            throw new UsageException("Cannot use this totesys: it was never filled, expected a run to do it first");
        }
    }
}
