package com.terrifictotes.local.page;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything the warehouse knows of one sales order: what it says, its versions, those that do not fit, and its payments. */
final class OrderLookUp implements JsonAnswer {

    private static final String NEWEST =
            "SELECT * FROM fact_sales_order_as_recorded WHERE sales_order_id = ? ORDER BY version DESC LIMIT 1";
    private static final String VERSIONS =
            BusinessQuestion.about("order-history", "WHERE sales_order_id = 4", "WHERE sales_order_id = ?");
    private static final String PAYMENTS =
            BusinessQuestion.about("order-payments", "WHERE sales_order_id = 4", "WHERE sales_order_id = ?");

    private static final String REFUSED = """
            SELECT version, recorded_at, closed_at, column_name, value, reason FROM etl.quarantine
            WHERE table_name = 'sales_order' AND row_key = ? ORDER BY version, column_name""";

    private final Reading reading;

    OrderLookUp(Reading reading) {
        this.reading = reading;
    }

    @Override
    public Object answer(String rest) throws SQLException, UnknownException {
        int number = Keys.parse("sales order", rest);
        return reading.ask(warehouse -> lookUp(warehouse, number));
    }

    private static Object lookUp(Connection warehouse, int number) throws SQLException, UnknownException {
        List<Map<String, @Nullable Object>> newest = Rows.of(warehouse, NEWEST, number);
        List<Map<String, @Nullable Object>> refused = Rows.of(warehouse, REFUSED, Integer.toString(number));
        if (newest.isEmpty() && refused.isEmpty()) {
            throw new UnknownException("The warehouse has no sales order %d".formatted(number));
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("number", number);
        answer.put("order", newest.isEmpty() ? null : newest.get(0));
        answer.put("versions", Rows.of(warehouse, VERSIONS, number));
        answer.put("refused", refused);
        answer.put("payments", Rows.of(warehouse, PAYMENTS, number));
        return answer;
    }
}
