package com.terrifictotes.local.star;

import java.util.List;
import java.util.Random;

/**
 * What happens in totesys, as SQL: any row, few values. Units change only from one order to another or by whole
 * thousands, so that {@code sum(units_sold) % 1000 = 0} in every consistent state; and each order has one transaction and
 * one payment. Rows are deleted, and come back: see {@link Deletes}.
 */
final class Trades {

    /** The client's clock, as Prisma writes it. */
    static final String NOW = "clock_timestamp() AT TIME ZONE 'UTC'";

    /** What a client does about the time of an update: most set it, some forget it, some are wrong. */
    private static final List<String> STAMPS = List.of(
            ", last_updated = " + NOW,
            ", last_updated = " + NOW,
            ", last_updated = " + NOW,
            ", last_updated = " + NOW,
            "",
            "",
            ", last_updated = last_updated - interval '1 hour'",
            ", last_updated = last_updated + interval '1 second'",
            ", last_updated = last_updated + interval '1 hour'");

    private final Random random;
    private final Deletes deletes;

    Trades(Random random) {
        this.random = random;
        this.deletes = new Deletes(random);
    }

    /** One thing that happens. */
    String any() {
        return switch (random.nextInt(26)) {
            case 0 -> update("staff", loose(SmallTotesys.STAFF), "department_id = " + anyDepartment());
            case 1 -> update("department", loose(SmallTotesys.DEPARTMENTS), department());
            case 2 -> update("address", loose(SmallTotesys.ADDRESSES), address());
            case 3, 4 -> update("counterparty", loose(SmallTotesys.COUNTERPARTIES), counterparty());
            case 5 -> update("design", loose(SmallTotesys.DESIGNS), "design_name = " + any("Wooden", "Steel"));
            case 6 -> update("currency", SmallTotesys.CURRENCIES, "currency_code = " + any("GBP", "USD", "EUR", "ZZZ"));
            case 7 -> update("payment_type", SmallTotesys.PAYMENT_TYPES, paymentType());
            case 8 -> update("transaction", SmallTotesys.SALES_ORDERS, transaction());
            case 9, 10 -> Orders.sale(id(9), id(SmallTotesys.STAFF), id(SmallTotesys.COUNTERPARTIES));
            case 11 -> Orders.purchase(id(SmallTotesys.STAFF), id(SmallTotesys.COUNTERPARTIES));
            case 12, 13, 14 -> update("sales_order", SmallTotesys.SALES_ORDERS, salesOrder());
            case 15, 16 -> transferOfUnits();
            case 17 -> purchaseOrder();
            case 18, 19, 20 -> deletes.any();
            case 21, 22, 23 -> deletes.anyBack();
            default -> update("payment", SmallTotesys.SALES_ORDERS, "paid = NOT paid");
        };
    }

    private String department() {
        return any(
                "department_name = " + any("Sales", "Purchasing", "Retail"),
                "location = NULL",
                "location = " + any("Leeds", "Hull"),
                "manager = " + any("Ann", "Bo"));
    }

    private String address() {
        return any(
                "city = " + any("York", "Hull"),
                "district = NULL",
                "district = " + any("Avon", "Kent"),
                "address_line_2 = " + any("Flat 1", "tab\there"),
                "phone = " + any("1803 637401", "0"));
    }

    private String counterparty() {
        return any(
                "legal_address_id = " + id(loose(SmallTotesys.ADDRESSES)),
                "counterparty_legal_name = " + any("Leannon, Predovic and Morar", "Bo \"and\" \\ Söhne 🚚"),
                "commercial_contact = " + any("Bo", "Cy"));
    }

    private String paymentType() {
        return "payment_type_name = " + any("SALES_RECEIPT", "SALES_REFUND") + "::\"PaymentTypeName\"";
    }

    private String transaction() {
        return "transaction_type = " + any("SALE", "PURCHASE") + "::\"TransactionType\"";
    }

    private String salesOrder() {
        return any(
                "staff_id = " + id(SmallTotesys.STAFF),
                "design_id = " + id(SmallTotesys.DESIGNS),
                "agreed_delivery_date = " + any("2026-12-01", "2083-02-28"),
                "agreed_delivery_location_id = " + id(SmallTotesys.ADDRESSES),
                "unit_price = " + (2 + random.nextInt(3)));
    }

    private String anyDepartment() {
        return String.valueOf(id(loose(SmallTotesys.DEPARTMENTS)));
    }

    private static int loose(int rows) {
        return rows + SmallTotesys.LOOSE;
    }

    /** Those that are deleted now and then always fit: of one that never did, the star cannot tell that it is gone. */
    private String purchaseOrder() {
        int order = id(SmallTotesys.PURCHASE_ORDERS);
        String date = order <= Deletes.PURCHASES ? any("2026-12-01", "2028-02-29") : any("2026-12-01", "soon");
        return updateOne("purchase_order", order, any("item_quantity = " + id(3), "agreed_delivery_date = " + date));
    }

    /** From an order that may be gone, in which case nothing happens, to one that is there. */
    private String transferOfUnits() {
        int units = id(500);
        int to = Deletes.SALES + id(SmallTotesys.SALES_ORDERS - Deletes.SALES);
        return "WITH taken AS (%s RETURNING 1) UPDATE sales_order SET units_sold = units_sold + %d%s FROM taken WHERE sales_order_id = %d"
                .formatted(
                        update("sales_order", Deletes.SALES, "units_sold = units_sold - " + units),
                        units,
                        anyStamp(),
                        to);
    }

    private String update(String table, int rows, String change) {
        return updateOne(table, id(rows), change);
    }

    private String updateOne(String table, int row, String change) {
        return "UPDATE %1$s SET %2$s%3$s WHERE %1$s_id = %4$d".formatted(table, change, anyStamp(), row);
    }

    private String anyStamp() {
        return STAMPS.get(random.nextInt(STAMPS.size()));
    }

    private int id(int greatest) {
        return 1 + random.nextInt(greatest);
    }

    /** Any of these; words that are no SQL are quoted. */
    private String any(String... choices) {
        String choice = choices[random.nextInt(choices.length)];
        return choice.contains(" = ") ? choice : "'" + choice + "'";
    }
}
