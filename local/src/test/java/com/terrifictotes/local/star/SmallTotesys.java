package com.terrifictotes.local.star;

import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.totesys.TestTotesys;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A totesys so small that random trade comes back to the same rows and values again and again. */
public final class SmallTotesys {

    static final int DEPARTMENTS = 8;
    static final int STAFF = 20;
    static final int ADDRESSES = 30;
    static final int COUNTERPARTIES = 20;
    static final int CURRENCIES = 3;
    static final int DESIGNS = 6;
    static final int PAYMENT_TYPES = 4;
    static final int SALES_ORDERS = 40;
    static final int PURCHASE_ORDERS = 20;

    /** Of staff, addresses, counterparties, designs and departments there are so many more, which no order refers to. */
    static final int LOOSE = 3;

    /** Orders that random trade never comes back to. */
    private static final int QUIET_ORDERS = 1_100;

    /** Changes all quiet orders and their payments: more rows than the source hands over at once. */
    static final String CHANGE_QUIET_ORDERS = """
            UPDATE payment SET paid = NOT paid WHERE payment_id > %1$d AND payment_id <= %2$d;
            UPDATE sales_order SET unit_price = 5 - unit_price WHERE sales_order_id > %3$d AND sales_order_id <= %4$d""".formatted(
                    SALES_ORDERS + PURCHASE_ORDERS,
                    SALES_ORDERS + PURCHASE_ORDERS + QUIET_ORDERS,
                    SALES_ORDERS,
                    SALES_ORDERS + QUIET_ORDERS);

    private static final String LONG_AGO = "timestamp '2023-02-01 09:30:00.125' + n * interval '61 min'";

    private static final List<String> ROWS = List.of("""
            INSERT INTO department (department_name, location, manager, created_at, last_updated)
            SELECT (ARRAY['Sales', 'Purchasing', 'Retail'])[n %% 3 + 1], CASE WHEN n %% 3 > 0 THEN 'Leeds' END, 'Ann', %1$s, %1$s
            FROM generate_series(1, %2$d) n""", """
            INSERT INTO staff (first_name, last_name, department_id, email_address, created_at, last_updated)
            SELECT 'Name' || n, 'o''Keefe', n %% 8 + 1, 'name' || n || '@totes', %1$s, %1$s FROM generate_series(1, %3$d) n""", """
            INSERT INTO address (address_line_1, address_line_2, district, city, postal_code, country, phone, created_at, last_updated)
            SELECT n || ' High Street', NULL, NULL, 'York', '0' || n, 'England', '1803 637401', %1$s, %1$s
            FROM generate_series(1, %4$d) n""", """
            INSERT INTO counterparty (counterparty_legal_name, legal_address_id, commercial_contact, created_at, last_updated)
            SELECT 'Leannon, Predovic and Morar', n, 'Bo', %1$s, %1$s FROM generate_series(1, %5$d) n""", """
            INSERT INTO currency (currency_code, created_at, last_updated)
            SELECT (ARRAY['GBP', 'USD', 'EUR'])[n], %1$s, %1$s FROM generate_series(1, 3) n""", """
            INSERT INTO design (design_name, file_location, file_name, created_at, last_updated)
            SELECT 'Wooden', '/usr', 'wooden.json', %1$s, %1$s FROM generate_series(1, %6$d) n""", """
            INSERT INTO payment_type (payment_type_name, created_at, last_updated)
            SELECT unnest(enum_range(NULL::"PaymentTypeName")), %1$s, %1$s FROM generate_series(1, 1) n""");

    private SmallTotesys() {}

    /** A new one. */
    public static TestTotesys create() throws SQLException, IOException {
        return fill(TestTotesys.empty());
    }

    /** A new one on a server that may be another one after a while. */
    static TestTotesys createOn(Supplier<PostgresServer> server) throws SQLException, IOException {
        return fill(TestTotesys.emptyOn(server));
    }

    private static TestTotesys fill(TestTotesys totesys) throws SQLException {
        for (String rows : ROWS) {
            totesys.execute(rows.formatted(
                    LONG_AGO,
                    DEPARTMENTS + LOOSE,
                    STAFF + LOOSE,
                    ADDRESSES + LOOSE,
                    COUNTERPARTIES + LOOSE,
                    DESIGNS + LOOSE));
        }
        totesys.execute(orders(SALES_ORDERS, n -> Orders.sale(n % 9 + 1, n % STAFF + 1, n % COUNTERPARTIES + 1)));
        totesys.execute(orders(PURCHASE_ORDERS, n -> Orders.purchase(n % STAFF + 1, n % COUNTERPARTIES + 1)));
        totesys.execute(orders(QUIET_ORDERS, n -> Orders.sale(1, 1, 1)));
        return totesys;
    }

    private static String orders(int count, IntFunction<String> order) {
        return IntStream.rangeClosed(1, count).mapToObj(order).collect(Collectors.joining(";"));
    }
}
