package com.terrifictotes.local.page;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the warehouse says of the business, all of it as of one publish. It is asked once for each publish at most, however
 * many look at it.
 */
final class Business {

    private static final String LEDGER = "SELECT complete_to, published_at FROM etl.ledger";

    /** The answers by their names on the page. */
    private static final Map<String, String> QUESTIONS = Map.of(
            "revenue",
            BusinessQuestion.named("revenue-by-month-and-currency"),
            "countries",
            BusinessQuestion.named("orders-by-delivery-country"),
            "designs",
            BusinessQuestion.named("top-designs"),
            "staff",
            BusinessQuestion.named("staff-performance-today"),
            "payments",
            BusinessQuestion.named("unpaid-payments"),
            "members",
            "SELECT staff_id, first_name, last_name, department_name FROM dim_staff ORDER BY last_name, first_name, staff_id",
            "publishes",
            "SELECT published_at, complete_to, rows::text AS rows FROM etl.publish ORDER BY published_at DESC LIMIT 12",
            "quarantine",
            "SELECT * FROM etl.open_quarantine ORDER BY recorded_at DESC, table_name, row_key, column_name LIMIT 50");

    private final Reading reading;
    private @Nullable Object publishedAt;
    private Map<String, Object> answers = Map.of();

    Business(Reading reading) {
        this.reading = reading;
    }

    /** The answers by name, and {@code as_of}: everything totesys held at this instant is in them; null before the first. */
    synchronized Object now() throws SQLException, UnknownException {
        return reading.ask(warehouse -> {
            Map<String, @Nullable Object> ledger =
                    Rows.of(warehouse, LEDGER).stream().findFirst().orElse(Map.of());
            if (answers.isEmpty() || !Objects.equals(publishedAt, ledger.get("published_at"))) {
                answers = ask(warehouse);
                publishedAt = ledger.get("published_at");
            }
            Map<String, @Nullable Object> all = new LinkedHashMap<>(answers);
            all.put("as_of", ledger.get("complete_to"));
            return all;
        });
    }

    private static Map<String, Object> ask(Connection warehouse) throws SQLException {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
            List<Map<String, @Nullable Object>> rows = Rows.of(warehouse, question.getValue());
            answers.put(question.getKey(), rows);
        }
        return answers;
    }
}
