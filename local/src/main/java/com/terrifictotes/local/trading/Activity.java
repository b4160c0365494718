package com.terrifictotes.local.trading;

/** What happens in a trading totesys, and how often on a working day unless told otherwise. */
public enum Activity {
    /** An order of a customer, with its transaction and payment. */
    SALE(21),
    /** An order of ours, with its transaction and payment. */
    PURCHASE(9),
    /** A payment that a morning's batch marks as paid. How many there are follows from the orders alone. */
    PAYMENT(0),
    /** A sales order whose design, staff, delivery date or location changes while last_updated does not. */
    SILENT_UPDATE(3),
    /** A new design. */
    NEW_DESIGN(0.87),
    /** A member of staff who goes to another department. */
    STAFF_MOVE(0.5),
    /** A department whose location changes, now and then to none. */
    DEPARTMENT_MOVE(0.2),
    /** A corrected address. */
    ADDRESS_CORRECTION(0.4),
    /** A trade that is committed seconds after later ones. */
    LONG_TRANSACTION(2),
    /** A trade followed by a savepoint and another one, which is taken back every second time. */
    SAVEPOINT(2);

    private final double perDay;

    Activity(double perDay) {
        this.perDay = perDay;
    }

    double perDay() {
        return perDay;
    }
}
