package com.terrifictotes.local.totesys;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.trading.RowProgress;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TotesysSchemaIT {
    private static TestTotesys totesys = new TestTotesys("unset");

    @BeforeAll
    static void createEmpty() throws Exception {
        TotesysContent nothing = new TotesysContent.Csv(CsvFolderIT.folderOf("currency", "currency_id,currency_code"));
        totesys = TestTotesys.filledWith(nothing);
    }

    @Test
    void columnsAreThoseOfTotesys() throws Exception {
        assertThat(totesys.rows("""
                        SELECT table_name, string_agg(column_name
                            || CASE udt_name WHEN 'int4' THEN ' int' WHEN 'text' THEN '' ELSE ' ' || udt_name END
                            || CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END, ', ' ORDER BY column_name)
                        FROM information_schema.columns
                        WHERE table_schema = 'public' AND column_name NOT IN ('created_at', 'last_updated')
                            AND table_name <> '_prisma_migrations'
                        GROUP BY 1 ORDER BY 1"""))
                .containsExactly(
                        "address|address_id int, address_line_1, address_line_2 null, city, country, district null,"
                                + " phone, postal_code",
                        "counterparty|commercial_contact null, counterparty_id int, counterparty_legal_name,"
                                + " delivery_contact null, legal_address_id int",
                        "currency|currency_code varchar, currency_id int",
                        "department|department_id int, department_name, location null, manager null",
                        "design|design_id int, design_name, file_location, file_name",
                        "payment|company_ac_number int, counterparty_ac_number int, counterparty_id int, currency_id"
                                + " int, paid bool, payment_amount numeric, payment_date, payment_id int,"
                                + " payment_type_id int, transaction_id int",
                        "payment_type|payment_type_id int, payment_type_name PaymentTypeName",
                        "purchase_order|agreed_delivery_date, agreed_delivery_location_id int, agreed_payment_date,"
                                + " counterparty_id int, currency_id int, item_code, item_quantity int,"
                                + " item_unit_price numeric, purchase_order_id int, staff_id int",
                        "sales_order|agreed_delivery_date, agreed_delivery_location_id int, agreed_payment_date,"
                                + " counterparty_id int, currency_id int, design_id int, sales_order_id int, staff_id"
                                + " int, unit_price numeric, units_sold int",
                        "staff|department_id int, email_address, first_name, last_name, staff_id int",
                        "transaction|purchase_order_id int null, sales_order_id int null, transaction_id int,"
                                + " transaction_type TransactionType");
    }

    @Test
    void timesHaveMillisecondsAndOnlyCreatedAtHasADefault() throws Exception {
        assertThat(totesys.rows("""
                        SELECT column_name, data_type, datetime_precision, is_nullable, column_default, count(*)
                        FROM information_schema.columns
                        WHERE table_schema = 'public' AND column_name IN ('created_at', 'last_updated')
                        GROUP BY 1, 2, 3, 4, 5 ORDER BY 1"""))
                .containsExactly(
                        "created_at|timestamp without time zone|3|NO|CURRENT_TIMESTAMP|11",
                        "last_updated|timestamp without time zone|3|NO|null|11");
        assertThat(totesys.rows("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
                .isEmpty();
        assertThat(totesys.rows("SELECT indexdef FROM pg_indexes WHERE indexdef LIKE '%last_updated%'"))
                .isEmpty();
    }

    @Test
    void moneyHasTwoDecimals() throws Exception {
        assertThat(totesys.rows("""
                        SELECT DISTINCT numeric_precision, numeric_scale FROM information_schema.columns
                        WHERE table_schema = 'public' AND data_type = 'numeric'""")).containsExactly("10|2");
    }

    @Test
    void enumsHaveTheirLabels() throws Exception {
        assertThat(totesys.rows("""
                        SELECT typname, string_agg(enumlabel, ', ' ORDER BY enumsortorder)
                        FROM pg_type JOIN pg_enum ON enumtypid = pg_type.oid GROUP BY 1 ORDER BY 1"""))
                .containsExactly(
                        "PaymentTypeName|SALES_RECEIPT, SALES_REFUND, PURCHASE_PAYMENT, PURCHASE_REFUND",
                        "TransactionType|SALE, PURCHASE");
    }

    @Test
    void foreignKeysAreThoseOfTotesys() throws Exception {
        assertThat(totesys.rows("""
                        SELECT conrelid::regclass || ' ' || substring(pg_get_constraintdef(oid) FROM 13)
                        FROM pg_constraint WHERE contype = 'f' AND pg_get_constraintdef(oid) NOT LIKE
                            '% ON UPDATE CASCADE ON DELETE RESTRICT'"""))
                .containsExactlyInAnyOrder(
                        "transaction (sales_order_id) REFERENCES sales_order(sales_order_id) ON UPDATE CASCADE ON DELETE"
                                + " SET NULL",
                        "transaction (purchase_order_id) REFERENCES purchase_order(purchase_order_id) ON UPDATE CASCADE"
                                + " ON DELETE SET NULL");
        assertThat(totesys.rows("""
                        SELECT conrelid::regclass, string_agg(confrelid::regclass::text, ', '
                            ORDER BY confrelid::regclass::text)
                        FROM pg_constraint WHERE contype = 'f' GROUP BY 1 ORDER BY 1::text"""))
                .containsExactlyInAnyOrder(
                        "counterparty|address",
                        "payment|counterparty, currency, payment_type, transaction",
                        "purchase_order|address, counterparty, currency, staff",
                        "sales_order|address, counterparty, currency, design, staff",
                        "staff|department",
                        "transaction|purchase_order, sales_order");
    }

    @Test
    void onePaymentPerTransactionAndOneTransactionPerOrder() throws Exception {
        assertThat(totesys.rows("""
                        SELECT indrelid::regclass, pg_get_indexdef(indexrelid, 1, true)
                        FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
                        WHERE indisunique AND NOT indisprimary AND relnamespace = 'public'::regnamespace"""))
                .containsExactlyInAnyOrder(
                        "payment|transaction_id", "transaction|sales_order_id", "transaction|purchase_order_id");
    }

    @Test
    void theLogOfTheSchemaToolIsThere() throws Exception {
        assertThat(totesys.number("SELECT count(*) FROM _prisma_migrations")).isEqualTo(1);
    }

    @Test
    void aFilledTotesysIsNotFilledAgain() throws Exception {
        try (Connection connection = totesys.connect()) {
            TotesysContent unused = new TotesysContent.Csv(Path.of("not there"));
            TotesysSchema.createOnce(connection, unused, RowProgress.SILENT);
        }
        assertThat(totesys.number("SELECT count(*) FROM currency")).isZero();
    }
}
