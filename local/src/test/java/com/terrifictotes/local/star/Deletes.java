package com.terrifictotes.local.star;

import java.util.List;
import java.util.Random;

/**
 * Rows that are deleted and come back under their keys, as SQL. An order goes with its payment, and leaves its units to
 * another; its transaction goes with it, or stays without an order, and then comes back to it. Of everything else, only
 * rows that no order refers to; some of them are referred to by others, and are then not deleted.
 */
final class Deletes {

    /** How many of the purchase orders are deleted. */
    static final int PURCHASES = 8;

    /** How many of the sales orders are deleted. The last one inherits their units. */
    static final int SALES = SmallTotesys.SALES_ORDERS / 2;

    private static final int HEIR = SmallTotesys.SALES_ORDERS;

    /** The rows that no order refers to, by how they come back; %1$d is the key. */
    private static final List<Loose> LOOSE = List.of(
            new Loose("department", SmallTotesys.DEPARTMENTS, "(department_id, department_name) VALUES (%1$d, 'Back'"),
            new Loose(
                    "staff",
                    SmallTotesys.STAFF,
                    "(staff_id, first_name, last_name, department_id, email_address)"
                            + " VALUES (%1$d, 'Name', 'Back', %1$d %% 8 + 1, 'name@totes'"),
            new Loose(
                    "address",
                    SmallTotesys.ADDRESSES,
                    "(address_id, address_line_1, city, postal_code, country, phone)"
                            + " VALUES (%1$d, '1 High Street', 'York', '01', 'England', '0'"),
            new Loose(
                    "counterparty",
                    SmallTotesys.COUNTERPARTIES,
                    "(counterparty_id, counterparty_legal_name, legal_address_id) VALUES (%1$d, 'Back', %1$d"),
            new Loose(
                    "design",
                    SmallTotesys.DESIGNS,
                    "(design_id, design_name, file_location, file_name) VALUES (%1$d, 'Wooden', '/usr', 'wooden.json'"));

    private final Random random;

    Deletes(Random random) {
        this.random = random;
    }

    private record Loose(String table, int rows, String row) {

        int any(Random random) {
            return rows + 1 + random.nextInt(SmallTotesys.LOOSE);
        }

        String delete(Random random) {
            return "DELETE FROM %1$s WHERE %1$s_id = %2$d".formatted(table, any(random));
        }

        String back(Random random) {
            String columnsAndValues = row.formatted(any(random)).replaceFirst("\\)", ", last_updated)");
            return "INSERT INTO %s %s, %s) ON CONFLICT DO NOTHING".formatted(table, columnsAndValues, Trades.NOW);
        }
    }

    /** Something is deleted, if it is there. */
    String any() {
        return switch (random.nextInt(3)) {
            case 0 -> sale(1 + random.nextInt(SALES));
            case 1 -> purchase(1 + random.nextInt(PURCHASES));
            default -> loose().delete(random);
        };
    }

    /** Something comes back, if it is gone. */
    String anyBack() {
        return switch (random.nextInt(3)) {
            case 0 -> Orders.saleAgain(1 + random.nextInt(SALES));
            case 1 -> Orders.purchaseAgain(1 + random.nextInt(PURCHASES));
            default -> loose().back(random);
        };
    }

    private Loose loose() {
        return LOOSE.get(random.nextInt(LOOSE.size()));
    }

    private String sale(int order) {
        String heir = """
                UPDATE sales_order SET units_sold = sales_order.units_sold + gone.units_sold
                FROM gone WHERE sales_order.sales_order_id = %d""".formatted(HEIR);
        return deal("sales_order", order, order, heir);
    }

    private String purchase(int order) {
        return deal("purchase_order", order, SmallTotesys.SALES_ORDERS + order, "SELECT FROM gone");
    }

    /**
     * An order and its payment, in one statement: one that saw the one and not yet the other, because somebody else commits
     * both just then, would leave half of it. Sometimes the transaction behind them, which has the key of the payment.
     */
    private String deal(String table, int order, int deal, String rest) {
        String both = """
                WITH gone AS (DELETE FROM %1$s WHERE %1$s_id = %2$d RETURNING *),
                unpaid AS (DELETE FROM payment WHERE payment_id = %3$d AND EXISTS (SELECT FROM gone))
                %4$s;""".formatted(table, order, deal, rest);
        return random.nextBoolean()
                ? both
                : both + "DELETE FROM transaction WHERE transaction_id = %d;".formatted(deal);
    }
}
