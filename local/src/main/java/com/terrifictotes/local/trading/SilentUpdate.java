package com.terrifictotes.local.trading;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/** Changes some sales order behind the client's back: last_updated stays as it was. */
final class SilentUpdate implements Action {
    @Override
    public int perform(Connection connection, Tick tick) throws SQLException {
        int newest = Sql.numbers(connection, "SELECT max(sales_order_id) FROM sales_order")
                .get(0);
        if (newest == 0) {
            return 0;
        }
        int order = tick.dice().between(1, newest);
        return switch (tick.dice().between(1, 4)) {
            case 1 -> set(connection, "design_id", tick.roster().designs().pick(tick.dice()), order);
            case 2 -> set(connection, "staff_id", tick.roster().staff().pick(tick.dice()), order);
            case 3 ->
                set(
                        connection,
                        "agreed_delivery_location_id",
                        tick.roster().addresses().pick(tick.dice()),
                        order);
            default -> set(connection, "agreed_delivery_date", laterDelivery(tick), order);
        };
    }

    private static String laterDelivery(Tick tick) {
        return LocalDate.ofEpochDay(
                        BusinessHours.epochDay(tick.at()) + tick.dice().between(10, 649))
                .toString();
    }

    private static int set(Connection connection, String column, Object value, int order) throws SQLException {
        return Sql.change(
                connection,
                "UPDATE sales_order SET " + column + " = ? WHERE sales_order_id = ? AND " + column + " <> ?",
                value,
                order,
                value);
    }
}
