package com.terrifictotes.local.star;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the star shows of totesys, written by hand, in the SQL that Postgres and DuckDB have in common: an account of the
 * contract that owes nothing to the pipeline.
 */
final class StarQueries {

    private static final String TIMES = """
            created_at::date AS created_date, created_at::time AS created_time,
            last_updated::date AS last_updated_date, last_updated::time AS last_updated_time,
            """;

    /** Of simple dimensions: their source, and its columns in the words of the star. */
    static final Map<String, Source> SIMPLE = new LinkedHashMap<>();

    /** Of joined dimensions: columns in the words of the star, of a source {@code s} and what it looks up {@code l}. */
    static final Map<String, Join> JOINED = new LinkedHashMap<>();

    /** Of facts: their source, and its columns in the words of the star. */
    static final Map<String, Source> FACTS = new LinkedHashMap<>();

    /** A table of totesys and what is shown of it. */
    record Source(String table, String columns) {

        String key() {
            return table + "_id";
        }

        String query() {
            return "SELECT %s FROM %s".formatted(columns, table);
        }
    }

    /** Two tables of totesys and what is shown of them. */
    record Join(String table, String foreignKey, String other, String columns) {

        String key() {
            return table + "_id";
        }

        String otherKey() {
            return other + "_id";
        }

        String query() {
            return "SELECT %s FROM %s s JOIN %s l ON l.%s = s.%s"
                    .formatted(columns, table, other, otherKey(), foreignKey);
        }
    }

    static {
        SIMPLE.put("dim_location", new Source("address", """
                address_id AS location_id, address_line_1, address_line_2, district, city, postal_code, country, phone"""));
        SIMPLE.put("dim_design", new Source("design", "design_id, design_name, file_location, file_name"));
        SIMPLE.put("dim_currency", new Source("currency", """
                currency_id, currency_code, CASE currency_code WHEN 'GBP' THEN 'British Pound' WHEN 'USD' THEN 'US Dollar'
                  WHEN 'EUR' THEN 'Euro' ELSE currency_code END AS currency_name"""));
        SIMPLE.put(
                "dim_payment_type",
                new Source("payment_type", "payment_type_id, payment_type_name::text AS payment_type_name"));
        SIMPLE.put("dim_transaction", new Source("transaction", """
                transaction_id, transaction_type::text AS transaction_type, sales_order_id, purchase_order_id"""));
        JOINED.put("dim_staff", new Join("staff", "department_id", "department", """
                s.staff_id, s.first_name, s.last_name, l.department_name, coalesce(l.location, 'Not known') AS location,
                s.email_address"""));
        JOINED.put("dim_counterparty", new Join("counterparty", "legal_address_id", "address", """
                s.counterparty_id, s.counterparty_legal_name, l.address_line_1 AS counterparty_legal_address_line_1,
                l.address_line_2 AS counterparty_legal_address_line_2, l.district AS counterparty_legal_district,
                l.city AS counterparty_legal_city, l.postal_code AS counterparty_legal_postal_code,
                l.country AS counterparty_legal_country, l.phone AS counterparty_legal_phone_number"""));
        FACTS.put("fact_sales_order", new Source("sales_order", "sales_order_id, " + TIMES + """
                staff_id AS sales_staff_id, counterparty_id, units_sold, unit_price, currency_id, design_id,
                agreed_payment_date::date AS agreed_payment_date, agreed_delivery_date::date AS agreed_delivery_date,
                agreed_delivery_location_id"""));
        FACTS.put("fact_purchase_order", new Source("purchase_order", "purchase_order_id, " + TIMES + """
                staff_id, counterparty_id, item_code, item_quantity, item_unit_price, currency_id,
                agreed_delivery_date::date AS agreed_delivery_date, agreed_payment_date::date AS agreed_payment_date,
                agreed_delivery_location_id"""));
        FACTS.put("fact_payment", new Source("payment", "payment_id, " + TIMES + """
                transaction_id, counterparty_id, payment_amount, currency_id, payment_type_id, paid,
                payment_date::date AS payment_date"""));
    }

    private StarQueries() {}
}
