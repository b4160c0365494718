package com.terrifictotes.source;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.TableSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is left of a table that is not as it was. */
final class Remains {

    private static final String COLUMNS = """
            SELECT count(*) FROM pg_catalog.pg_attribute
            WHERE attrelid = split_part(?, '/', 1)::oid AND attnum = ANY (?) AND NOT attisdropped""";

    private Remains() {}

    /**
     * Whether the table and all of its columns are still there, be it under other names or in another schema: only then
     * can it become as it was. Numbers of tables and columns are not given twice.
     *
     * @param table as the database's catalogue had it
     */
    static boolean areWhole(Connection connection, TableSchema table) throws SQLException {
        Object[] numbers = table.columns().stream().map(Column::number).toArray();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.storage());
            statement.setArray(2, connection.createArrayOf("int2", numbers));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) == numbers.length;
            }
        }
    }
}
