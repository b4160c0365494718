package com.terrifictotes.local.page;

import java.util.List;
import java.util.function.Predicate;

/** What the page shows, asked in other words: with the numbers as it writes them. */
final class PageQueries {

    static final String REVENUE = """
            SELECT to_char(created_date, 'YYYY-MM'), currency_code, to_char(count(*), 'FM999,999,990'),
                   to_char(sum(units_sold), 'FM999,999,999,990'), to_char(sum(units_sold * unit_price), 'FM999,999,999,990.00')
            FROM current_fact_sales_order JOIN dim_currency USING (currency_id)
            GROUP BY 1, 2""";

    static final String COUNTRIES = """
            SELECT country, to_char(count(*), 'FM999,999,990'), to_char(sum(units_sold), 'FM999,999,999,990')
            FROM current_fact_sales_order JOIN dim_location ON location_id = agreed_delivery_location_id
            GROUP BY 1""";

    static final String STAFF = """
            SELECT first_name || ' ' || last_name, department_name, to_char(count(*), 'FM999,999,990')
            FROM current_fact_sales_order JOIN dim_staff ON staff_id = sales_staff_id
            GROUP BY staff_id, first_name, last_name, department_name""";

    static final String PAYMENTS = """
            SELECT replace(lower(payment_type_name), '_', ' '), currency_code,
                   to_char(count(*) FILTER (WHERE NOT is_late), 'FM999,999,990'),
                   to_char(coalesce(sum(payment_amount) FILTER (WHERE NOT is_late), 0), 'FM999,999,999,990.00'),
                   to_char(count(*) FILTER (WHERE is_late), 'FM999,999,990'),
                   to_char(coalesce(sum(payment_amount) FILTER (WHERE is_late), 0), 'FM999,999,999,990.00')
            FROM (SELECT *, payment_date < (now() AT TIME ZONE 'UTC')::date AS is_late
                  FROM current_fact_payment WHERE NOT paid) AS open
            JOIN dim_payment_type USING (payment_type_id) JOIN dim_currency USING (currency_id)
            GROUP BY 1, 2""";

    static final String BEST_DESIGNS = """
            SELECT design_name || ' (' || design_id || ')', to_char(orders, 'FM999,999,990'), to_char(units, 'FM999,999,990'),
                   place_by_units::text, to_char(revenue, 'FM999,999,999,990.00') || ' ' || currency_code
            FROM (SELECT design_id, currency_code, count(*) AS orders, sum(units_sold) AS units,
                         sum(units_sold * unit_price) AS revenue,
                         rank() OVER (PARTITION BY currency_code ORDER BY sum(units_sold) DESC) AS place_by_units,
                         rank() OVER (PARTITION BY currency_code ORDER BY sum(units_sold * unit_price) DESC) AS place
                  FROM current_fact_sales_order JOIN dim_currency USING (currency_id) GROUP BY 1, 2) AS sales
            JOIN dim_design USING (design_id) WHERE place = 1""";

    static final String ROWS = """
            SELECT 'design', to_char(count(*), 'FM999,999,990') FROM dim_design
            UNION ALL SELECT 'payment', to_char(count(*), 'FM999,999,990') FROM current_fact_payment
            UNION ALL SELECT 'purchase_order', to_char(count(*), 'FM999,999,990') FROM current_fact_purchase_order
            UNION ALL SELECT 'staff', to_char(count(*), 'FM999,999,990') FROM dim_staff""";

    static final String VERSIONS_OF_STAFF_3 = """
            SELECT to_char(valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                   CASE WHEN is_current THEN 'now' ELSE to_char(valid_to AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') END,
                   first_name || ' ' || last_name, department_name, location, email_address
            FROM dim_staff_history WHERE staff_id = 3 ORDER BY version""";

    /** As the page shows them of a table of totesys, but for the lag. */
    static final String CHANGES_OF_PAYMENTS = """
            SELECT 'payment', to_char(count(*) FILTER (WHERE is_current AND NOT is_deleted), 'FM999,999,990'),
                   to_char(count(*), 'FM999,999,990'), to_char(count(*) FILTER (WHERE is_deleted), 'FM999,999,990')
            FROM fact_payment""";

    static final String COMPLETE_TO =
            "SELECT to_char(complete_to AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') FROM etl.ledger";

    static final String PUBLISHES = """
            SELECT to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                   (SELECT string_agg(name || ' ' || to_char(number::bigint, 'FM999,999,990'), ', ' ORDER BY place)
                    FROM jsonb_each_text(rows) WITH ORDINALITY AS each (name, number, place))
            FROM etl.publish ORDER BY published_at DESC LIMIT 12""";

    private PageQueries() {}

    /** Whether rows are one with this one value. */
    static Predicate<List<List<String>>> isValue(String value) {
        return List.of(List.of(value))::equals;
    }
}
