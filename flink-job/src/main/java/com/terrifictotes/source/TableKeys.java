package com.terrifictotes.source;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The primary keys of all rows of a table, without the rest of them. */
final class TableKeys {

    /** Of what carries them here, and is not handed on. */
    private static final long NO_CUT = 0;

    private TableKeys() {}

    /** Fetches them, as the connection's snapshot sees them. */
    static LiveKeys fetch(Connection connection, String namespace, TableSchema table) throws SQLException {
        TableSchema keysAlone = keysAlone(table);
        KeyCollector keys = new KeyCollector();
        try (CopyRows rows = CopyRows.open(connection, CutSql.copyAll(namespace, keysAlone), keysAlone, NO_CUT)) {
            for (RowVersion version = rows.next(); version != null; version = rows.next()) {
                keys.add(version.key());
            }
        }
        return LiveKeys.of(table, keys);
    }

    private static TableSchema keysAlone(TableSchema table) {
        List<Column> columns = table.primaryKey().stream()
                .map(name -> table.columns().get(table.index(name)))
                .toList();
        return new TableSchema(table.name(), columns, table.primaryKey());
    }
}
