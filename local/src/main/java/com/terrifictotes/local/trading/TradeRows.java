package com.terrifictotes.local.trading;

import com.terrifictotes.local.trading.Trade.Kind;
import java.io.IOException;

/** The rows of a past trade, as they are at the end of the history. */
final class TradeRows {
    static final String SALES_ORDER = "sales_order (sales_order_id, created_at, last_updated, design_id, staff_id,"
            + " counterparty_id, units_sold, unit_price, currency_id, agreed_delivery_date, agreed_payment_date,"
            + " agreed_delivery_location_id)";
    static final String PURCHASE_ORDER = "purchase_order (purchase_order_id, created_at, last_updated, staff_id,"
            + " counterparty_id, item_code, item_quantity, item_unit_price, currency_id, agreed_delivery_date,"
            + " agreed_payment_date, agreed_delivery_location_id)";
    static final String TRANSACTION = "transaction (transaction_id, transaction_type, sales_order_id,"
            + " purchase_order_id, created_at, last_updated)";
    static final String PAYMENT = "payment (payment_id, created_at, last_updated, transaction_id, counterparty_id,"
            + " payment_amount, currency_id, payment_type_id, paid, payment_date, company_ac_number,"
            + " counterparty_ac_number)";

    private final long seed;
    private final long end;

    TradeRows(long seed, long end) {
        this.seed = seed;
        this.end = end;
    }

    void salesOrder(TableCopy.Table table, Trade trade, long id) throws IOException {
        table.row()
                .number(id)
                .time(trade.at())
                .time(trade.at())
                .number(trade.goods().design());
        table.row().number(trade.parties().staff()).number(trade.parties().counterparty());
        table.row().number(trade.goods().quantity()).cents(trade.goods().priceCents());
        agreed(table, trade);
    }

    void purchaseOrder(TableCopy.Table table, Trade trade, long id) throws IOException {
        table.row().number(id).time(trade.at()).time(trade.at());
        table.row().number(trade.parties().staff()).number(trade.parties().counterparty());
        table.row().text(trade.goods().itemCode());
        table.row().number(trade.goods().quantity()).cents(trade.goods().priceCents());
        agreed(table, trade);
    }

    void transaction(TableCopy.Table table, Trade trade, long id, long orderId) throws IOException {
        CopyRow row = table.row().number(id).text(trade.kind().transactionType());
        if (trade.kind() == Kind.SALE) {
            row.number(orderId).nothing();
        } else {
            row.nothing().number(orderId);
        }
        row.time(trade.at()).time(trade.at());
        table.endRow();
    }

    void payment(TableCopy.Table table, Trade trade, long id) throws IOException {
        long batch = PaymentBatch.reaches(trade) ? batchOf(trade) : Long.MAX_VALUE;
        boolean paidByBatch = batch <= end;
        table.row()
                .number(id)
                .time(trade.at())
                .time(paidByBatch ? batch : trade.at())
                .number(id);
        table.row().number(trade.parties().counterparty()).cents(trade.amountCents());
        table.row().number(trade.parties().currency()).number(trade.kind().paymentType());
        table.row()
                .truth(paidByBatch || trade.terms().paidAtOnce())
                .day(trade.terms().paymentDay());
        table.row().number(trade.accounts().company()).number(trade.accounts().counterparty());
        table.endRow();
    }

    private long batchOf(Trade trade) {
        return PaymentBatch.at(seed, trade.terms().paymentDay());
    }

    private static void agreed(TableCopy.Table table, Trade trade) throws IOException {
        table.row().number(trade.parties().currency()).day(trade.terms().deliveryDay());
        table.row().day(trade.terms().paymentDay()).number(trade.parties().location());
        table.endRow();
    }
}
