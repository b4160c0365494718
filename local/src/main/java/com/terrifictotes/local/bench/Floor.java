package com.terrifictotes.local.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * As little as can be done: Postgres makes the rows of the star and copies them in binary, straight into tables that are
 * like those of the warehouse with all of their indexes. No lake, no state, no second run, no cut.
 */
final class Floor {

    private static final int BUFFER = 1 << 18;

    private static final String FACT = "%s, 1, now(), true, false FROM %s";
    private static final String DATES = "created_at::date, created_at::time, last_updated::date, last_updated::time";
    private static final String TRANSACTION =
            "transaction_id, transaction_type::text, sales_order_id, purchase_order_id";

    private static final String COLUMNS = """
            SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns
            WHERE table_schema = 'floor' AND table_name = ? AND coalesce(column_default, '') NOT LIKE 'nextval%'""";

    private Floor() {}

    /** Copies the big tables. */
    static void copy(Target target) throws SQLException {
        try (Connection totesys = target.databases().totesys();
                Connection warehouse = target.connect()) {
            for (Map.Entry<String, String> table : statements().entrySet()) {
                create(warehouse, table.getKey());
                copy(totesys, warehouse, table.getKey(), table.getValue());
            }
        }
    }

    private static Map<String, String> statements() {
        Map<String, String> selects = new LinkedHashMap<>();
        selects.put(
                "fact_sales_order",
                FACT.formatted(
                        "sales_order_id, " + DATES
                                + ", staff_id, counterparty_id, units_sold, unit_price, currency_id, design_id,"
                                + " agreed_payment_date::date, agreed_delivery_date::date, agreed_delivery_location_id",
                        "sales_order"));
        selects.put(
                "fact_purchase_order",
                FACT.formatted(
                        "purchase_order_id, " + DATES
                                + ", staff_id, counterparty_id, item_code, item_quantity, item_unit_price, currency_id,"
                                + " agreed_delivery_date::date, agreed_payment_date::date, agreed_delivery_location_id",
                        "purchase_order"));
        selects.put("dim_transaction", TRANSACTION + ", false, false FROM transaction");
        selects.put(
                "dim_transaction_history",
                TRANSACTION
                        + ", 1, created_at AT TIME ZONE 'UTC', 'infinity'::timestamptz, true, false FROM transaction");
        selects.put(
                "fact_payment",
                FACT.formatted(
                        "payment_id, " + DATES
                                + ", transaction_id, counterparty_id, payment_amount, currency_id, payment_type_id, paid,"
                                + " payment_date::date",
                        "payment"));
        return selects;
    }

    /** Committed before it is filled: a table made in the same transaction would need no log. */
    private static void create(Connection warehouse, String table) throws SQLException {
        try (Statement statement = warehouse.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS floor");
            statement.execute("CREATE TABLE floor.%1$s (LIKE public.%1$s INCLUDING ALL)".formatted(table));
        }
    }

    /** All that no sequence fills. */
    private static String columns(Connection warehouse, String table) throws SQLException {
        try (PreparedStatement statement = warehouse.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void copy(Connection totesys, Connection warehouse, String table, String select)
            throws SQLException {
        CopyOut out = totesys.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT %s) TO STDOUT (FORMAT binary)".formatted(select));
        CopyIn in = warehouse
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY floor.%s (%s) FROM STDIN (FORMAT binary)".formatted(table, columns(warehouse, table)));
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        for (byte[] message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
            if (filled + message.length > buffer.length) {
                in.writeToCopy(buffer, 0, filled);
                filled = 0;
            }
            System.arraycopy(message, 0, buffer, filled, message.length);
            filled += message.length;
        }
        in.writeToCopy(buffer, 0, filled);
        in.endCopy();
    }
}
