package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;

/** The raw zone of a lake, as something can read it that knows Parquet. */
public interface RawZone {

    /**
     * The latest change of each key up to a cut, without the deleted, in the order of the keys.
     *
     * @param table as totesys has it: the rows are of its shape
     * @param cut up to which changes count
     */
    OrderedRows<Row> latest(TableSchema table, Instant cut) throws SQLException, IOException;

    /** Which keys have changes up to a cut that are not numbered 1, 2, 3, ... each once. */
    Flaws flaws(TableSchema table, Instant cut) throws SQLException, IOException;
}
