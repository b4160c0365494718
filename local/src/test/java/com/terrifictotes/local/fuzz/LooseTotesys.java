package com.terrifictotes.local.fuzz;

import com.terrifictotes.local.totesys.TestTotesys;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** A totesys whose columns bear anything: without foreign keys and NOT NULL, with wider types. */
final class LooseTotesys {

    /** The tables that the star is made of. */
    static final List<String> TABLES = List.of(
            "department",
            "staff",
            "address",
            "counterparty",
            "currency",
            "design",
            "payment_type",
            "transaction",
            "sales_order",
            "purchase_order",
            "payment");

    private static final String WITHOUT_CONSTRAINTS = """
            DO $$
            DECLARE
                statement text;
            BEGIN
                FOR statement IN
                    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
                    FROM pg_constraint WHERE contype IN ('f', 'u') AND connamespace = 'public'::regnamespace
                    UNION ALL
                    SELECT format('ALTER TABLE %s ALTER %I DROP NOT NULL', attrelid::regclass, attname)
                    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
                    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND attnotnull
                        AND NOT EXISTS (
                            SELECT FROM pg_index i WHERE indrelid = attrelid AND indisprimary AND attnum = ANY (indkey))
                LOOP
                    EXECUTE statement;
                END LOOP;
                FOR statement IN
                    SELECT format('DROP INDEX IF EXISTS %s', i.indexrelid::regclass) FROM pg_index i
                    JOIN pg_class c ON c.oid = i.indrelid
                    WHERE c.relnamespace = 'public'::regnamespace AND indisunique AND NOT indisprimary
                LOOP
                    EXECUTE statement;
                END LOOP;
            END
            $$""";

    private static final List<String> WIDER = List.of(
            "ALTER TABLE staff ALTER staff_id TYPE bigint, ALTER department_id TYPE bigint",
            "ALTER TABLE payment_type ALTER payment_type_id TYPE bigint",
            "ALTER TABLE payment_type ALTER payment_type_name TYPE text",
            "ALTER TABLE currency ALTER currency_code TYPE text",
            "ALTER TABLE sales_order ALTER sales_order_id TYPE bigint, ALTER units_sold TYPE bigint,"
                    + " ALTER staff_id TYPE bigint, ALTER unit_price TYPE numeric(30,6),"
                    + " ALTER created_at TYPE timestamp(6), ALTER last_updated TYPE timestamptz",
            "ALTER TABLE purchase_order ALTER item_quantity TYPE smallint, ALTER agreed_payment_date TYPE date USING NULL",
            "ALTER TABLE payment ALTER payment_amount TYPE numeric(12,1), ALTER payment_date TYPE date USING NULL",
            "ALTER TABLE design ALTER created_at TYPE timestamp(6), ALTER last_updated TYPE timestamp(6)");

    /** A day that exists, of the form yyyy-mm-dd; NULL of any other text. */
    private static final String DAY_OF_TEXT = """
            CREATE FUNCTION public.day_of(written text) RETURNS date LANGUAGE plpgsql AS $$
            BEGIN
                IF written !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR written LIKE '0000%' THEN
                    RETURN NULL;
                END IF;
                RETURN written::date;
            EXCEPTION WHEN OTHERS THEN
                RETURN NULL;
            END
            $$""";

    private static final String DAY_OF_DATE = """
            CREATE FUNCTION public.day_of(day date) RETURNS date LANGUAGE sql AS $$
            SELECT CASE WHEN isfinite(day) THEN day END
            $$""";

    private LooseTotesys() {}

    static TestTotesys create() throws SQLException, IOException {
        TestTotesys totesys = TestTotesys.empty();
        totesys.execute(WITHOUT_CONSTRAINTS);
        for (String statement : WIDER) {
            totesys.execute(statement);
        }
        totesys.execute(DAY_OF_TEXT);
        totesys.execute(DAY_OF_DATE);
        return totesys;
    }
}
