package com.terrifictotes.source;

import com.terrifictotes.catalog.Backoff;
import java.sql.SQLException;

/**
 * Postgres refuses to read one table, and would again in the same transaction: a column or a right is gone since the
 * catalogue was looked at, or a page is damaged. The connection may be well. Another transaction may see why, so this
 * counts as a failure that is worth another try.
 */
final class RefusedTableException extends SQLException {

    private static final long serialVersionUID = 1;

    /** That of a snapshot which cannot be kept up: whoever takes another one may succeed. */
    private static final String TRY_ANOTHER_SNAPSHOT = "40001";

    private final String table;

    private RefusedTableException(String table, SQLException cause) {
        super(
                "Cannot read table %s: %s (SQL state %s)".formatted(table, cause.getMessage(), cause.getSQLState()),
                TRY_ANOTHER_SNAPSHOT,
                cause);
        this.table = table;
    }

    /** The failure of a reading of a table as what it is: this, unless another try helps by itself. */
    static SQLException of(String table, SQLException failure) {
        return Backoff.isWorthwhile(failure) ? failure : new RefusedTableException(table, failure);
    }

    /** The table's name. */
    String table() {
        return table;
    }
}
