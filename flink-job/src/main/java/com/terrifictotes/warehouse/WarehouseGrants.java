package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.StarSchema;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the role that a job connects as may do in the warehouse. */
public final class WarehouseGrants {

    private static final int TOLD = 5;

    private static final String MISSING = """
            SELECT n.nspname || '.' || c.relname AS name
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname || '.' || c.relname = ANY (?) AND NOT has_table_privilege(c.oid, 'INSERT')
            UNION ALL
            SELECT 'etl.batch_id' WHERE NOT has_sequence_privilege('etl.batch_id', 'USAGE')
            ORDER BY name""";

    private WarehouseGrants() {}

    /**
     * Checks that rows may be written at all: a role that may only read would fail with the first row, again and again.
     *
     * @throws WarehouseException if they may not: the message says what to do
     */
    public static void requireWrite(Connection connection) throws SQLException {
        List<String> missing = missing(connection);
        if (!missing.isEmpty()) {
            String more = missing.size() > TOLD ? " and %,d more".formatted(missing.size() - TOLD) : "";
            throw new WarehouseException(
                    "Cannot write to the warehouse: the user '%s' may not write to %s%s. Give it the grants of docs/warehouse.md"
                            .formatted(
                                    connection.getMetaData().getUserName(),
                                    String.join(", ", missing.subList(0, Math.min(TOLD, missing.size()))),
                                    more));
        }
    }

    private static List<String> missing(Connection connection) throws SQLException {
        Array tables = connection.createArrayOf("text", tables());
        try (PreparedStatement statement = connection.prepareStatement(MISSING)) {
            statement.setArray(1, tables);
            List<String> missing = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    missing.add(row.getString(1));
                }
            }
            return missing;
        }
    }

    private static String[] tables() {
        Stream<String> own = Stream.of("etl.ledger", "etl.publish", "etl.batch");
        Stream<String> star = TableShape.all().stream().map(table -> table.schema() + "." + table.name());
        // Those of a first load are looked at where there are any.
        Stream<String> loads = StarSchema.all().stream().map(table -> Names.ETL + "." + Names.loadName(table));
        return Stream.of(own, star, loads).flatMap(names -> names).toArray(String[]::new);
    }
}
