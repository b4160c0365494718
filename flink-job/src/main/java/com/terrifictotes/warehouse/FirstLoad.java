package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a first load: they have the columns of those of the star (of a dimension's history) and of staging, and the
 * empty ones are filled from them when they are published. The migrations make them in a warehouse that nobody has published to.
 */
public final class FirstLoad {

    /** Tables of the star by their tables of a load. */
    private static final Map<String, String> STAR = Stream.concat(
                    StarSchema.tables(Role.FACT).stream(), StarSchema.tables(Role.DIMENSION).stream())
            .collect(Collectors.toMap(Names::loadName, StarTable::name));

    private FirstLoad() {}

    /** Ends a first load before it is published: what it has brought waits in staging, as that of any other load. */
    public static void giveUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT etl.give_up_load()");
        }
    }

    /** The tables of the star whose first versions of a first load have a place of their own just now. */
    static Set<String> tables(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(StagingSql.loads())) {
            statement.setArray(1, connection.createArrayOf("text", STAR.keySet().toArray()));
            Set<String> tables = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(STAR.get(row.getString(1)));
                }
            }
            return tables;
        }
    }

    /** Makes what has come of a table visible, and says how many rows that are; 0 if there is no place of its own. */
    static long takeIn(Connection connection, StarTable table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(StagingSql.takeInLoad())) {
            statement.setString(1, table.name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
