package com.terrifictotes.reconcile;

import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of totesys, and what is to become of them. */
final class OriginalRows implements OrderedRows<Original> {

    private final SourceRows rows;
    private final Function<SourceRows.Written, Original> rule;

    OriginalRows(SourceRows rows, Function<SourceRows.Written, Original> rule) {
        this.rows = rows;
        this.rule = rule;
    }

    @Override
    public @Nullable Original next() throws SQLException {
        SourceRows.Written row = rows.next();
        return row == null ? null : rule.apply(row);
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
