package com.terrifictotes.local.trading;

import com.terrifictotes.local.trading.Trade.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Writes a trade: three rows of one millisecond, as the client of totesys does. */
final class TradeInsert {
    private static final String SALE = """
            WITH sold AS (
                INSERT INTO sales_order (created_at, last_updated, design_id, staff_id, counterparty_id, units_sold,
                    unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
            ), booked AS (
                INSERT INTO transaction (transaction_type, sales_order_id, created_at, last_updated)
                SELECT 'SALE', sales_order_id, created_at, last_updated FROM sold RETURNING *
            )
            INSERT INTO payment (created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
            SELECT sold.created_at, sold.last_updated, transaction_id, counterparty_id, units_sold * unit_price,
                currency_id, payment_type_id, ?, agreed_payment_date, ?, ?
            FROM sold, booked, payment_type WHERE payment_type_name = 'SALES_RECEIPT'""";
    private static final String PURCHASE = """
            WITH bought AS (
                INSERT INTO purchase_order (created_at, last_updated, item_code, staff_id, counterparty_id, item_quantity,
                    item_unit_price, currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
            ), booked AS (
                INSERT INTO transaction (transaction_type, purchase_order_id, created_at, last_updated)
                SELECT 'PURCHASE', purchase_order_id, created_at, last_updated FROM bought RETURNING *
            )
            INSERT INTO payment (created_at, last_updated, transaction_id, counterparty_id, payment_amount, currency_id,
                payment_type_id, paid, payment_date, company_ac_number, counterparty_ac_number)
            SELECT bought.created_at, bought.last_updated, transaction_id, counterparty_id,
                item_quantity * item_unit_price, currency_id, payment_type_id, ?, agreed_payment_date, ?, ?
            FROM bought, booked, payment_type WHERE payment_type_name = 'PURCHASE_PAYMENT'""";

    private TradeInsert() {}

    /** An action that makes a trade of this kind. */
    static Action of(Kind kind) {
        return (connection, tick) -> insert(connection, tick.trade(kind));
    }

    static int insert(Connection connection, Trade trade) throws SQLException {
        boolean sale = trade.kind() == Kind.SALE;
        LocalDateTime time = Tick.time(trade.at());
        return Sql.change(
                connection,
                sale ? SALE : PURCHASE,
                time,
                time,
                sale ? trade.goods().design() : trade.goods().itemCode(),
                trade.parties().staff(),
                trade.parties().counterparty(),
                trade.goods().quantity(),
                BigDecimal.valueOf(trade.goods().priceCents(), 2),
                trade.parties().currency(),
                LocalDate.ofEpochDay(trade.terms().deliveryDay()).toString(),
                LocalDate.ofEpochDay(trade.terms().paymentDay()).toString(),
                trade.parties().location(),
                trade.terms().paidAtOnce(),
                trade.accounts().company(),
                trade.accounts().counterparty());
    }
}
