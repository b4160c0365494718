package com.terrifictotes.local.trading;

/**
 * An order with its transaction and its payment, which come into being in the same millisecond.
 *
 * @param at milliseconds since 1970, UTC
 */
record Trade(Kind kind, long at, Parties parties, Goods goods, Terms terms, Accounts accounts) {
    enum Kind {
        SALE("SALE", 1),
        PURCHASE("PURCHASE", 3);

        private final String transactionType;
        private final int paymentType;

        Kind(String transactionType, int paymentType) {
            this.transactionType = transactionType;
            this.paymentType = paymentType;
        }

        String transactionType() {
            return transactionType;
        }

        /** The id of SALES_RECEIPT or PURCHASE_PAYMENT. */
        int paymentType() {
            return paymentType;
        }
    }

    record Parties(int staff, int counterparty, int currency, int location) {}

    /**
     * @param design what is sold
     * @param itemCode what is bought
     * @param priceCents of one
     */
    record Goods(int design, String itemCode, int quantity, int priceCents) {}

    /** Days since 1970. */
    record Terms(long deliveryDay, long paymentDay, boolean paidAtOnce) {}

    record Accounts(int company, int counterparty) {}

    long amountCents() {
        return (long) goods.quantity() * goods.priceCents();
    }
}
