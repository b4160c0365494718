package com.terrifictotes.local.star;

/**
 * Statements that insert an order with its transaction and its payment, all or none of them. An order that comes back
 * takes its transaction back, if that has stayed.
 */
final class Orders {

    private static final String PAYMENT = """
            , deal AS (
              INSERT INTO transaction (transaction_type, %1$s_order_id, last_updated)
              SELECT '%2$s', id, at FROM placed RETURNING transaction_id, last_updated AS at)
            INSERT INTO payment (last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
              payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
            SELECT at, transaction_id, %3$d, 12.50, 1, %4$d, false, '2026-12-01', 1, 2 FROM deal""";

    private static final String DEAL_AGAIN = """
            , deal AS (
              INSERT INTO transaction (transaction_id, transaction_type, %1$s_order_id, last_updated)
              SELECT %3$d, '%2$s', id, at FROM placed
              ON CONFLICT (transaction_id) DO UPDATE SET %1$s_order_id = excluded.%1$s_order_id
              RETURNING transaction_id)
            INSERT INTO payment (payment_id, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
              payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
            SELECT transaction_id, %4$s, transaction_id, 1, 12.50, 1, 1, false, '2026-12-01', 1, 2 FROM deal""";

    private Orders() {}

    /** A sale that was deleted, unless it is there. */
    static String saleAgain(int order) {
        String placed = """
                WITH placed AS (
                  INSERT INTO sales_order (sales_order_id, last_updated, design_id, staff_id, counterparty_id, units_sold,
                    unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
                  VALUES (%d, %s, 1, 1, 1, 3000, 2.35, 1, '2026-12-01', '2027-01-05', 1)
                  ON CONFLICT DO NOTHING
                  RETURNING sales_order_id AS id, last_updated AS at)""";
        return placed.formatted(order, Trades.NOW) + DEAL_AGAIN.formatted("sales", "SALE", order, Trades.NOW);
    }

    /** A purchase that was deleted, unless it is there. */
    static String purchaseAgain(int order) {
        String placed = """
                WITH placed AS (
                  INSERT INTO purchase_order (purchase_order_id, last_updated, staff_id, counterparty_id, item_code,
                    item_quantity, item_unit_price, currency_id, agreed_delivery_date, agreed_payment_date,
                    agreed_delivery_location_id)
                  VALUES (%d, %s, 1, 1, 'ABC', 7, 999.07, 2, '2026-12-01', '2026-12-03', 1)
                  ON CONFLICT DO NOTHING
                  RETURNING purchase_order_id AS id, last_updated AS at)""";
        int deal = SmallTotesys.SALES_ORDERS + order;
        return placed.formatted(order, Trades.NOW) + DEAL_AGAIN.formatted("purchase", "PURCHASE", deal, Trades.NOW);
    }

    /** A sale of so many thousand units. */
    static String sale(int thousands, int staff, int counterparty) {
        String order = """
                WITH placed AS (
                  INSERT INTO sales_order (last_updated, design_id, staff_id, counterparty_id, units_sold, unit_price,
                    currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
                  VALUES (%s, %d, %d, %d, %d, 2.35, 1, '2026-12-01', '2027-01-05', %d)
                  RETURNING sales_order_id AS id, last_updated AS at)""";
        return order.formatted(Trades.NOW, staff % 6 + 1, staff, counterparty, 1000 * thousands, staff)
                + PAYMENT.formatted("sales", "SALE", counterparty, 1);
    }

    /** A purchase. */
    static String purchase(int staff, int counterparty) {
        String order = """
                WITH placed AS (
                  INSERT INTO purchase_order (last_updated, staff_id, counterparty_id, item_code, item_quantity,
                    item_unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
                  VALUES (%s, %d, %d, 'ABC', 7, 999.07, 2, '2026-12-01', '2026-12-03', %d)
                  RETURNING purchase_order_id AS id, last_updated AS at)""";
        return order.formatted(Trades.NOW, staff, counterparty, staff)
                + PAYMENT.formatted("purchase", "PURCHASE", counterparty, 3);
    }
}
