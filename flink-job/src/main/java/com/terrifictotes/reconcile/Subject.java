package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** A table of a copy of totesys, and what of totesys it has to show. */
interface Subject {

    /** Which copy it is a table of, for people. */
    Copy copy();

    /** What a row of the copy looks like, and what identifies it. */
    TableSchema rows();

    /** What a snapshot says has to be shown. Of keys that are not selected, there may be some all the same. */
    OrderedRows<Original> expected(Connection totesys, Selection selection) throws SQLException, IOException;

    /** What the warehouse, or the copy up to that cut, shows. Of keys that are not selected, there may be some, too. */
    OrderedRows<Row> shown(View view, Selection selection) throws SQLException, IOException;

    /** The key of a row of totesys, for people. */
    String keyText(Row row);

    /** What is wrong with the history behind what is shown, if anything is. */
    default Flaws flaws(Instant cut) throws SQLException, IOException {
        return Flaws.NONE;
    }
}
