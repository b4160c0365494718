package com.terrifictotes.source;

import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rows of a table are there, in the snapshot that they were just read in, and which are gone.
 *
 * <p>The keys known before and those just read hold the key of every row there is: a row that is not among those just read
 * was there at the last complete reading. So if there are as many rows as keys, none is gone, and counting is all it
 * takes; else the keys are fetched.
 *
 * @param now keys of the rows that are there; of a table that was not read completely those that may be
 * @param gone keys known before of rows that are not there
 * @param isAllRead whether no row is there that was neither read now nor known before
 */
record Presence(LiveKeys now, LiveKeys gone, boolean isAllRead) {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** So that it is tried again: in another snapshot all is well. */
    private static final String CONFLICT = "40001";

    /**
     * Looks, behind the last row of a reading, in its transaction.
     *
     * @param before keys known before the reading
     * @param read keys of the rows read: of everything all, else those not known before
     * @throws SQLException if what was read is not what the snapshot should see: TRUNCATE, and what writes a table anew,
     *     empty it for snapshots taken before
     */
    static Presence look(
            Connection connection,
            String namespace,
            TableSchema table,
            TableReading reading,
            LiveKeys before,
            KeyCollector read)
            throws SQLException {
        long count = count(connection, namespace, table, reading);
        LiveKeys all = before.plus(read);
        if (reading.extent() == TableReading.Extent.EVERYTHING) {
            return found(table, all, before, LiveKeys.of(table, read));
        }
        boolean isAnyMissing = reading.isComplete() && count != all.size();
        return isAnyMissing
                ? found(table, all, before, TableKeys.fetch(connection, namespace, table))
                : new Presence(all, LiveKeys.none(table), true);
    }

    private static Presence found(TableSchema table, LiveKeys all, LiveKeys before, LiveKeys there) {
        LiveKeys gone = before.minus(there);
        LiveKeys missed = there.minus(all);
        if (gone.size() > 0) {
            LOG.info("Table {}: {} rows are gone, {} are there", table.name(), gone.size(), there.size());
        }
        if (missed.size() > 0) {
            LOG.warn(
                    "Table {}: {} rows are there although no transaction wrote them since they were not; all of it is read in the next cut",
                    table.name(),
                    missed.size());
        }
        return new Presence(there.equals(before) ? before : there, gone, missed.size() == 0);
    }

    private static long count(Connection connection, String namespace, TableSchema table, TableReading reading)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CutSql.count(namespace, table, reading))) {
            row.next();
            if (!row.getBoolean(2)) {
                throw new SQLException(
                        "Cannot read table %s in this cut: it was emptied, written anew or replaced after the cut was begun"
                                .formatted(table.name()),
                        CONFLICT);
            }
            return row.getLong(1);
        }
    }
}
