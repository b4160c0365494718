package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarColumn.Reading;
import com.terrifictotes.catalog.StarTable.Lookup;
import com.terrifictotes.catalog.StarTable.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every fact and dimension, declared once. What is here is the contract that dashboards rely on: names, order, types and
 * NOT NULL. Everything else that knows a star table is derived from this or compared with it by a test.
 */
public final class StarSchema {

    /** The column of every table of totesys that says when a row was made. */
    public static final String CREATED_AT = "created_at";
    /** The column of every table of totesys that should say when a row was last updated. */
    public static final String LAST_UPDATED = "last_updated";

    public static final StarTable DIM_DATE = new StarTable(
            "dim_date",
            Role.CALENDAR,
            "",
            "",
            Optional.empty(),
            List.of(
                    made("date_id", Kind.DATE),
                    made("year", Kind.INT32),
                    made("month", Kind.INT32),
                    made("day", Kind.INT32),
                    made("day_of_week", Kind.INT32),
                    made("day_name", Kind.TEXT),
                    made("month_name", Kind.TEXT),
                    made("quarter", Kind.INT32)));

    public static final StarTable DIM_STAFF = dimension(
            "dim_staff",
            "staff",
            new Lookup("department", "department_id"),
            integer("staff_id"),
            text("first_name"),
            text("last_name"),
            text("department_name").fromLookup("department_name"),
            text("location").fromLookup("location").or("Not known"),
            text("email_address"));

    public static final StarTable DIM_LOCATION = dimension(
            "dim_location",
            "address",
            integer("location_id").from("address_id"),
            text("address_line_1"),
            text("address_line_2").orNull(),
            text("district").orNull(),
            text("city"),
            text("postal_code"),
            text("country"),
            text("phone"));

    public static final StarTable DIM_DESIGN = dimension(
            "dim_design",
            "design",
            integer("design_id"),
            text("design_name"),
            text("file_location"),
            text("file_name"));

    public static final StarTable DIM_CURRENCY = dimension(
            "dim_currency",
            "currency",
            integer("currency_id"),
            text("currency_code"),
            StarColumn.of("currency_name", ColumnType.of(Kind.TEXT), Reading.CURRENCY_NAME)
                    .from("currency_code"));

    public static final StarTable DIM_COUNTERPARTY = dimension(
            "dim_counterparty",
            "counterparty",
            new Lookup("address", "legal_address_id"),
            integer("counterparty_id"),
            text("counterparty_legal_name"),
            text("counterparty_legal_address_line_1").fromLookup("address_line_1"),
            text("counterparty_legal_address_line_2")
                    .fromLookup("address_line_2")
                    .orNull(),
            text("counterparty_legal_district").fromLookup("district").orNull(),
            text("counterparty_legal_city").fromLookup("city"),
            text("counterparty_legal_postal_code").fromLookup("postal_code"),
            text("counterparty_legal_country").fromLookup("country"),
            text("counterparty_legal_phone_number").fromLookup("phone"));

    public static final StarTable DIM_PAYMENT_TYPE =
            dimension("dim_payment_type", "payment_type", integer("payment_type_id"), text("payment_type_name"));

    public static final StarTable DIM_TRANSACTION = dimension(
            "dim_transaction",
            "transaction",
            integer("transaction_id"),
            text("transaction_type"),
            integer("sales_order_id").orNull(),
            integer("purchase_order_id").orNull());

    public static final StarTable FACT_SALES_ORDER = fact(
            "fact_sales_order",
            "sales_record_id",
            "sales_order",
            integer("sales_order_id"),
            dateOf("created_date", CREATED_AT),
            timeOf("created_time", CREATED_AT),
            dateOf("last_updated_date", LAST_UPDATED),
            timeOf("last_updated_time", LAST_UPDATED),
            integer("sales_staff_id").from("staff_id").of("dim_staff"),
            integer("counterparty_id").of("dim_counterparty"),
            integer("units_sold"),
            money("unit_price"),
            integer("currency_id").of("dim_currency"),
            integer("design_id").of("dim_design"),
            dateInText("agreed_payment_date"),
            dateInText("agreed_delivery_date"),
            integer("agreed_delivery_location_id").of("dim_location"));

    public static final StarTable FACT_PURCHASE_ORDER = fact(
            "fact_purchase_order",
            "purchase_record_id",
            "purchase_order",
            integer("purchase_order_id"),
            dateOf("created_date", CREATED_AT),
            timeOf("created_time", CREATED_AT),
            dateOf("last_updated_date", LAST_UPDATED),
            timeOf("last_updated_time", LAST_UPDATED),
            integer("staff_id").of("dim_staff"),
            integer("counterparty_id").of("dim_counterparty"),
            text("item_code"),
            integer("item_quantity"),
            money("item_unit_price"),
            integer("currency_id").of("dim_currency"),
            dateInText("agreed_delivery_date"),
            dateInText("agreed_payment_date"),
            integer("agreed_delivery_location_id").of("dim_location"));

    public static final StarTable FACT_PAYMENT = fact(
            "fact_payment",
            "payment_record_id",
            "payment",
            integer("payment_id"),
            dateOf("created_date", CREATED_AT),
            timeOf("created_time", CREATED_AT),
            dateOf("last_updated_date", LAST_UPDATED),
            timeOf("last_updated_time", LAST_UPDATED),
            integer("transaction_id").of("dim_transaction"),
            integer("counterparty_id").of("dim_counterparty"),
            money("payment_amount"),
            integer("currency_id").of("dim_currency"),
            integer("payment_type_id").of("dim_payment_type"),
            StarColumn.of("paid", ColumnType.of(Kind.BOOLEAN), Reading.AS_IS),
            dateInText("payment_date"));

    /**
     * Where rows of totesys are told of that do not fit the star: a line for each column that does not, and one without a
     * column's name for the version that fits again, or the row's end.
     */
    public static final StarTable QUARANTINE = new StarTable(
            "quarantine",
            Role.QUARANTINE,
            "",
            "",
            Optional.empty(),
            List.of(
                    made(StarTable.QUARANTINED_TABLE, Kind.TEXT),
                    made("row_key", Kind.TEXT),
                    made("version", Kind.INT32),
                    made(StarTable.QUARANTINED_COLUMN, Kind.TEXT),
                    made("recorded_at", Kind.INSTANT),
                    made("value", Kind.TEXT).orNull(),
                    made("reason", Kind.TEXT)));

    private static final List<StarTable> TABLES = List.of(
            DIM_DATE,
            DIM_STAFF,
            DIM_LOCATION,
            DIM_DESIGN,
            DIM_CURRENCY,
            DIM_COUNTERPARTY,
            DIM_PAYMENT_TYPE,
            DIM_TRANSACTION,
            FACT_SALES_ORDER,
            FACT_PURCHASE_ORDER,
            FACT_PAYMENT);

    private StarSchema() {}

    /** The dimensions, the calendar first, then the facts. */
    public static List<StarTable> tables() {
        return TABLES;
    }

    /** The tables of a role. */
    public static List<StarTable> tables(Role role) {
        return TABLES.stream().filter(table -> table.role() == role).toList();
    }

    /** Everything that flows to the lake and to the warehouse: the tables, and the quarantine. */
    public static List<StarTable> all() {
        return Stream.concat(TABLES.stream(), Stream.of(QUARANTINE)).toList();
    }

    /**
     * The table of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StarTable table(String name) {
        return all().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Cannot find a star table: " + name));
    }

    /**
     * A table of totesys as far as the star needs it, for one of which nothing is known because it never had a row.
     *
     * @throws IllegalArgumentException if nothing is made of a table of that name
     */
    public static TableSchema needed(String source) {
        return NeededTable.of(source, TABLES);
    }

    /**
     * Checks that a source has all the star is made of: the columns, of types that can be read, and tables whose primary
     * key is that of the star, so that the versions of a key are the versions of a row.
     *
     * @throws CatalogException if it has not: every table and column in one message
     */
    public static void requireSource(SourceCatalog source) {
        List<String> problems = problems(source);
        if (!problems.isEmpty()) {
            throw new CatalogException("Cannot make the star of totesys:\n  - " + String.join("\n  - ", problems));
        }
    }

    /** What {@link #requireSource} would say of a source, a line each. */
    public static List<String> problems(SourceCatalog source) {
        return TABLES.stream()
                .flatMap(table -> StarNeeds.problems(table, source).stream())
                .distinct()
                .toList();
    }

    private static StarTable fact(String name, String recordKey, String source, StarColumn... columns) {
        return new StarTable(name, Role.FACT, recordKey, source, Optional.empty(), List.of(columns));
    }

    private static StarTable dimension(String name, String source, StarColumn... columns) {
        return new StarTable(name, Role.DIMENSION, "", source, Optional.empty(), List.of(columns));
    }

    private static StarTable dimension(String name, String source, Lookup lookup, StarColumn... columns) {
        return new StarTable(name, Role.DIMENSION, "", source, Optional.of(lookup), List.of(columns));
    }

    private static StarColumn integer(String name) {
        return StarColumn.of(name, ColumnType.of(Kind.INT32), Reading.AS_IS);
    }

    private static StarColumn text(String name) {
        return StarColumn.of(name, ColumnType.of(Kind.TEXT), Reading.AS_IS);
    }

    private static StarColumn money(String name) {
        return StarColumn.of(name, ColumnType.decimal(10, 2), Reading.AS_IS);
    }

    private static StarColumn dateOf(String name, String timestamp) {
        return StarColumn.of(name, ColumnType.of(Kind.DATE), Reading.DATE_OF).from(timestamp);
    }

    private static StarColumn timeOf(String name, String timestamp) {
        return StarColumn.of(name, ColumnType.of(Kind.TIME), Reading.TIME_OF).from(timestamp);
    }

    private static StarColumn dateInText(String name) {
        return StarColumn.of(name, ColumnType.of(Kind.DATE), Reading.DATE_IN_TEXT);
    }

    private static StarColumn made(String name, Kind kind) {
        return StarColumn.of(name, ColumnType.of(kind), Reading.MADE);
    }
}
