package com.terrifictotes.local.trading;

import com.terrifictotes.local.trading.Trade.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The invented past of the company, from its first order on 2022-11-03 to an instant. The same seed, end and number of
 * orders give the same rows.
 *
 * <p>About 21 sales and 9 purchases on a working day; an order, its transaction and its payment are of the same
 * millisecond; a payment that is due on a working day after its order is paid by the batch of that morning.
 *
 * @param seed chooses among the possible pasts
 * @param end the last millisecond it may know of
 * @param orders exactly so many orders instead of 30 a working day
 */
public record TradingHistory(long seed, Instant end, OptionalLong orders) {
    private static final long MOST_ORDERS = 2_000_000_000;

    public TradingHistory {
        if (end.toEpochMilli() <= BusinessHours.FOUNDED) {
            throw new IllegalArgumentException(
                    "Cannot make a history: end " + end + ", expected one after 2022-11-03T14:20:52.186Z");
        }
        if (orders.isPresent() && (orders.getAsLong() < 1 || orders.getAsLong() > MOST_ORDERS)) {
            throw new IllegalArgumentException("Cannot make a history: orders " + orders.getAsLong()
                    + ", expected a number from 1 to " + MOST_ORDERS);
        }
    }

    /** At the real company's size. */
    public static TradingHistory until(Instant end, long seed) {
        return new TradingHistory(seed, end, OptionalLong.empty());
    }

    /** Fills empty tables, which must have been made in the same, still open transaction. */
    public void writeTo(Connection connection, RowProgress progress) throws SQLException, IOException {
        HistoryPlan plan = HistoryPlan.until(end, orders, seed);
        long designs = HistoryPlan.FIRST_DESIGNS
                + plan.days().stream().filter(TradingDay::newDesign).count();
        TableCopy copy = new TableCopy(connection, 3 * plan.orders() + StaticTables.ROWS + designs, progress);
        new StaticTables(copy, seed).write();
        designs(copy, plan);
        trades(copy, new OrderStream(plan, seed));
        progress.rows(3 * plan.orders() + StaticTables.ROWS + designs, 3 * plan.orders() + StaticTables.ROWS + designs);
    }

    private void designs(TableCopy copy, HistoryPlan plan) throws SQLException, IOException {
        copy.into("design (design_id, created_at, design_name, file_location, file_name, last_updated)", table -> {
            for (int id = 1; id <= HistoryPlan.FIRST_DESIGNS; id++) {
                design(table, id, StaticTables.FILLED_FIRST);
            }
            for (TradingDay day : plan.days()) {
                if (day.newDesign()) {
                    design(table, day.designsBefore() + 1, day.newDesignAt(seed));
                }
            }
        });
    }

    private void design(TableCopy.Table table, int id, long at) throws IOException {
        Dice dice = Dice.of(seed, Dice.Thing.DESIGN, id);
        String material = Words.material(dice);
        table.row().number(id).time(at).text(material).text(Words.fileLocation(dice));
        table.row().text(Words.fileName(dice, material)).time(at);
        table.endRow();
    }

    private void trades(TableCopy copy, OrderStream orders) throws SQLException, IOException {
        TradeRows rows = new TradeRows(seed, end.toEpochMilli());
        copy.into(
                TradeRows.SALES_ORDER,
                table -> orders.forEach((trade, number, orderNumber) -> {
                    if (trade.kind() == Kind.SALE) {
                        rows.salesOrder(table, trade, orderNumber);
                    }
                }));
        copy.into(
                TradeRows.PURCHASE_ORDER,
                table -> orders.forEach((trade, number, orderNumber) -> {
                    if (trade.kind() == Kind.PURCHASE) {
                        rows.purchaseOrder(table, trade, orderNumber);
                    }
                }));
        copy.into(
                TradeRows.TRANSACTION,
                table -> orders.forEach(
                        (trade, number, orderNumber) -> rows.transaction(table, trade, number, orderNumber)));
        copy.into(
                TradeRows.PAYMENT,
                table -> orders.forEach((trade, number, orderNumber) -> rows.payment(table, trade, number)));
    }
}
