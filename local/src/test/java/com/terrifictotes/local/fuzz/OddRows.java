package com.terrifictotes.local.fuzz;

import com.terrifictotes.catalog.Sql;
import com.terrifictotes.local.fuzz.OddTables.OddColumn;
import com.terrifictotes.local.fuzz.OddTables.OddTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows into odd tables: every value of every column at least once, and NULL now and then. */
final class OddRows {

    /** Longer than any buffer. */
    static final String LONG_TEXT = "10 MB of \uD83D\uDE00 ".repeat(700_000);

    private final Random random;

    OddRows(Random random) {
        this.random = random;
    }

    /** Fills a table. */
    void insert(Connection connection, OddTable table) throws SQLException {
        List<OddColumn> columns = table.columns();
        String values = columns.stream()
                .map(column -> "CAST(? AS %s)".formatted(column.type()))
                .collect(Collectors.joining(", "));
        String sql = "INSERT INTO %s VALUES (%s)".formatted(Sql.table("public", table.name()), values);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int row = 0; row < rows(table); row++) {
                for (int field = 0; field < columns.size(); field++) {
                    insert.setString(field + 1, field == 0 ? key(columns.get(0), row) : value(columns.get(field), row));
                }
                insert.executeUpdate();
            }
        }
    }

    /** Gives every second row another value in every column but its key. */
    void update(Connection connection, OddTable table) throws SQLException {
        List<OddColumn> columns = table.columns().subList(1, table.columns().size());
        String changes = columns.stream()
                .map(column -> "%s = CAST(? AS %s)".formatted(Sql.identifier(column.name()), column.type()))
                .collect(Collectors.joining(", "));
        OddColumn key = table.columns().get(0);
        String sql = "UPDATE %s SET %s WHERE %s = CAST(? AS %s)"
                .formatted(Sql.table("public", table.name()), changes, Sql.identifier(key.name()), key.type());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int row = random.nextInt(2); row < rows(table); row += 2) {
                int other = random.nextInt(1000);
                for (int field = 0; field < columns.size(); field++) {
                    update.setString(field + 1, value(columns.get(field), other));
                }
                update.setString(columns.size() + 1, key(key, row));
                update.executeUpdate();
            }
        }
    }

    /** A row that has the long text. */
    static void insertLongText(Connection connection, OddTable table) throws SQLException {
        String sql = "INSERT INTO %s (id, a_text) VALUES (-1, ?)".formatted(Sql.table("public", table.name()));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, LONG_TEXT);
            insert.executeUpdate();
        }
    }

    private static int rows(OddTable table) {
        OddColumn key = table.columns().get(0);
        int most = table.columns().stream()
                .mapToInt(column -> column.values().size())
                .max()
                .orElseThrow();
        return key.values().isEmpty() ? most + 5 : key.values().size();
    }

    private static String key(OddColumn key, int row) {
        return key.values().isEmpty() ? Integer.toString(row) : key.values().get(row);
    }

    private @Nullable String value(OddColumn column, int row) {
        List<String> values = column.values();
        boolean isNull = row >= values.size() && random.nextInt(4) == 0;
        return isNull ? null : values.get(row % values.size());
    }
}
