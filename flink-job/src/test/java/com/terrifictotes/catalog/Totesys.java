package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of totesys as its catalogue has them, and rows of them in words. */
public final class Totesys {

    public static final TableSchema ADDRESS = table(
            "address",
            "address_id int",
            "address_line_1 text",
            "address_line_2 text null",
            "district text null",
            "city text",
            "postal_code text",
            "country text",
            "phone text");
    public static final TableSchema COUNTERPARTY = table(
            "counterparty",
            "counterparty_id int",
            "counterparty_legal_name text",
            "legal_address_id int",
            "commercial_contact text null",
            "delivery_contact text null");
    public static final TableSchema CURRENCY = table("currency", "currency_id int", "currency_code text");
    public static final TableSchema DEPARTMENT =
            table("department", "department_id int", "department_name text", "location text null", "manager text null");
    public static final TableSchema DESIGN =
            table("design", "design_id int", "design_name text", "file_location text", "file_name text");
    public static final TableSchema PAYMENT = table(
            "payment",
            "payment_id int",
            "transaction_id int",
            "counterparty_id int",
            "payment_amount money",
            "currency_id int",
            "payment_type_id int",
            "paid boolean",
            "payment_date text",
            "company_ac_number int",
            "counterparty_ac_number int");
    public static final TableSchema PAYMENT_TYPE =
            table("payment_type", "payment_type_id int", "payment_type_name text");
    public static final TableSchema PURCHASE_ORDER = table(
            "purchase_order",
            "purchase_order_id int",
            "staff_id int",
            "counterparty_id int",
            "item_code text",
            "item_quantity int",
            "item_unit_price money",
            "currency_id int",
            "agreed_delivery_date text",
            "agreed_payment_date text",
            "agreed_delivery_location_id int");
    public static final TableSchema SALES_ORDER = table(
            "sales_order",
            "sales_order_id int",
            "design_id int",
            "staff_id int",
            "counterparty_id int",
            "units_sold int",
            "unit_price money",
            "currency_id int",
            "agreed_delivery_date text",
            "agreed_payment_date text",
            "agreed_delivery_location_id int");
    public static final TableSchema STAFF = table(
            "staff", "staff_id int", "first_name text", "last_name text", "department_id int", "email_address text");
    public static final TableSchema TRANSACTION = table(
            "transaction",
            "transaction_id int",
            "transaction_type text",
            "sales_order_id int null",
            "purchase_order_id int null");

    public static final List<TableSchema> TABLES = List.of(
            ADDRESS,
            COUNTERPARTY,
            CURRENCY,
            DEPARTMENT,
            DESIGN,
            PAYMENT,
            PAYMENT_TYPE,
            PURCHASE_ORDER,
            SALES_ORDER,
            STAFF,
            TRANSACTION);

    private Totesys() {}

    /** A table from its columns in words, the key first; {@code created_at} and {@code last_updated} are added. */
    public static TableSchema table(String name, String... columns) {
        List<Column> all = new ArrayList<>();
        for (String column : columns) {
            String[] words = column.split(" ", 3);
            all.add(Column.of(words[0], type(words[1]), words.length == 3));
        }
        all.add(Column.of(StarSchema.CREATED_AT, ColumnType.of(Kind.TIMESTAMP), false));
        all.add(Column.of(StarSchema.LAST_UPDATED, ColumnType.of(Kind.TIMESTAMP), false));
        return new TableSchema(name, all, List.of(all.get(0).name()));
    }

    /** The type of a word: a kind in lower case, {@code int}, or {@code money}. */
    static ColumnType type(String word) {
        return switch (word) {
            case "int" -> ColumnType.of(Kind.INT32);
            case "money" -> ColumnType.decimal(10, 2);
            default -> ColumnType.of(Kind.valueOf(word.toUpperCase(Locale.ROOT)));
        };
    }

    /** A row from names and values in turn; columns that are not named are NULL. */
    public static Row row(TableSchema table, @Nullable Object... namesAndValues) {
        Map<Object, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            table.index(String.valueOf(namesAndValues[i]));
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        RowBuilder row = new RowBuilder();
        table.columns().forEach(column -> append(row, column.type().kind(), values.get(column.name())));
        return row.build();
    }

    /** Microseconds since 1970-01-01 of a timestamp in words, {@code 2024-11-15 14:20:52.186}. */
    public static long micros(String timestamp) {
        return switch (timestamp) {
            case "infinity" -> Row.INFINITELY_LATE;
            case "-infinity" -> Row.INFINITELY_EARLY;
            default ->
                ChronoUnit.MICROS.between(
                        LocalDateTime.of(1970, 1, 1, 0, 0), LocalDateTime.parse(timestamp.replace(' ', 'T')));
        };
    }

    private static void append(RowBuilder row, Kind kind, @Nullable Object value) {
        if (value == null) {
            row.nothing();
            return;
        }
        switch (kind) {
            case INT16 -> row.int16((Integer) value);
            case INT32 -> row.int32((Integer) value);
            case INT64 -> row.int64(((Number) value).longValue());
            case DECIMAL -> row.decimal(new BigDecimal((String) value));
            case BOOLEAN -> row.bool((Boolean) value);
            case TEXT -> row.text((String) value);
            case TIMESTAMP, INSTANT -> row.timestamp(micros((String) value));
            default -> throw new IllegalArgumentException("Cannot append a value of this kind: " + kind);
        }
    }
}
