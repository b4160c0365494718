package com.terrifictotes.local.trading;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/** The tables that were filled once, seconds before the first order. */
final class StaticTables {
    static final int ADDRESSES = 30;
    static final int COUNTERPARTIES = 20;
    static final int STAFF = 20;
    static final int DEPARTMENTS = 8;
    static final int CURRENCIES = 3;
    static final int ROWS = ADDRESSES + COUNTERPARTIES + STAFF + DEPARTMENTS + CURRENCIES + 4;

    static final long FILLED_FIRST = BusinessHours.millis(LocalDateTime.of(2022, 11, 3, 14, 20, 49, 962_000_000));
    private static final long FILLED_THEN =
            BusinessHours.millis(LocalDateTime.of(2022, 11, 3, 14, 20, 51, 563_000_000));
    private static final List<String> DEPARTMENT_NAMES =
            List.of("Sales", "Purchasing", "Production", "Dispatch", "Finance", "Facilities", "Communications", "HR");
    private static final List<String> LOCATIONS = List.of("Manchester", "Leeds");
    private static final List<String> PAYMENT_TYPES =
            List.of("SALES_RECEIPT", "SALES_REFUND", "PURCHASE_PAYMENT", "PURCHASE_REFUND");

    private final TableCopy copy;
    private final Dice dice;

    StaticTables(TableCopy copy, long seed) {
        this.copy = copy;
        this.dice = Dice.of(seed, Dice.Thing.STATIC_TABLES, 0);
    }

    void write() throws SQLException, IOException {
        names("currency (currency_id, currency_code, created_at, last_updated)", List.of("GBP", "USD", "EUR"));
        names("payment_type (payment_type_id, payment_type_name, created_at, last_updated)", PAYMENT_TYPES);
        addresses();
        departments();
        counterparties();
        staff();
    }

    private void names(String columns, List<String> names) throws SQLException, IOException {
        copy.into(columns, table -> {
            for (int id = 1; id <= names.size(); id++) {
                table.row().number(id).text(names.get(id - 1));
                endRow(table, FILLED_FIRST);
            }
        });
    }

    /** 20 of the 30 have no second line, 14 no district. */
    private void addresses() throws SQLException, IOException {
        copy.into(
                "address (address_id, address_line_1, address_line_2, district, city, postal_code, country, phone,"
                        + " created_at, last_updated)",
                table -> {
                    for (int id = 1; id <= ADDRESSES; id++) {
                        address(table.row().number(id).text(Words.street(dice)), id);
                        endRow(table, FILLED_FIRST);
                    }
                });
    }

    private void address(CopyRow row, int id) {
        optional(row, id % 3 == 0, "Unit " + dice.between(1, 99));
        optional(row, id % 2 == 0 || id == 1, Words.district(dice));
        row.text(Words.city(dice))
                .text(Words.postalCode(dice, id))
                .text(Words.country(dice))
                .text(Words.phone(dice));
    }

    /** The last one has no location. */
    private void departments() throws SQLException, IOException {
        copy.into("department (department_id, department_name, location, manager, created_at, last_updated)", table -> {
            for (int id = 1; id <= DEPARTMENTS; id++) {
                table.row().number(id).text(DEPARTMENT_NAMES.get(id - 1));
                optional(table.row(), id != DEPARTMENTS, dice.anyOf(LOCATIONS));
                table.row().text(Words.fullName(dice));
                endRow(table, FILLED_FIRST);
            }
        });
    }

    private void counterparties() throws SQLException, IOException {
        copy.into(
                "counterparty (counterparty_id, counterparty_legal_name, legal_address_id, commercial_contact,"
                        + " delivery_contact, created_at, last_updated)",
                table -> {
                    for (int id = 1; id <= COUNTERPARTIES; id++) {
                        table.row().number(id).text(Words.company(dice, id)).number(dice.between(1, ADDRESSES));
                        table.row().text(Words.fullName(dice)).text(Words.fullName(dice));
                        endRow(table, FILLED_THEN);
                    }
                });
    }

    /** Every last name once, so that an apostrophe is among them whatever the seed. */
    private void staff() throws SQLException, IOException {
        copy.into(
                "staff (staff_id, first_name, last_name, department_id, email_address, created_at, last_updated)",
                table -> {
                    for (int id = 1; id <= STAFF; id++) {
                        String firstName = Words.firstName(dice);
                        String lastName = Words.lastName(id);
                        table.row().number(id).text(firstName).text(lastName).number(dice.between(1, DEPARTMENTS));
                        table.row().text(Words.email(firstName, lastName));
                        endRow(table, FILLED_THEN);
                    }
                });
    }

    private static void optional(CopyRow row, boolean given, String value) {
        if (given) {
            row.text(value);
        } else {
            row.nothing();
        }
    }

    private static void endRow(TableCopy.Table table, long time) throws IOException {
        table.row().time(time).time(time);
        table.endRow();
    }
}
