package com.terrifictotes.local.fuzz;

import com.terrifictotes.catalog.Sql;
import java.util.ArrayList;
import java.util.List;

/** Tables that no star is made of: every type Postgres has, under names that break naive code. */
final class OddTables {

    private static final String LONGEST_NAME = "\uD83D\uDE00".repeat(15) + "abc";

    /** Names of tables and of columns. */
    private static final List<String> NAMES = List.of(
            "select",
            "Order",
            "ORDER",
            "a b",
            " leading and trailing ",
            "a.b",
            "..",
            "a/b=c",
            "100%",
            "%2F",
            "it's \"quoted\"",
            "back\\slash",
            "*?[]{}",
            "ünïcødé ثناء",
            "tab\tnew\nline",
            "$1 :x ?",
            "cut_date",
            "table",
            LONGEST_NAME);

    /** Types of the database's own, some of them named like those of Postgres. */
    private static final List<String> OWN_TYPES = List.of(
            "CREATE TYPE \"Odd Enum\" AS ENUM ('', ' ', 'it''s', '\\N', 'a,b', 'ÜÑ😀')",
            "CREATE TYPE public.int4 AS ENUM ('one', 'two')",
            "CREATE TYPE public.date AS (a integer, b text)",
            "CREATE DOMAIN public.price AS numeric(10,2)",
            "CREATE DOMAIN public.fair_price AS public.price CHECK (VALUE > -100000000)",
            "CREATE DOMAIN public.words AS text[]",
            "CREATE DOMAIN public.moment AS timestamp(3)");

    /**
     * A column.
     *
     * @param type as a cast takes it
     * @param values in text
     */
    record OddColumn(String name, String type, List<String> values) {}

    /** A table, its first column being the key. */
    record OddTable(String name, List<OddColumn> columns) {
        String create() {
            List<String> parts = new ArrayList<>();
            columns.forEach(column -> parts.add(Sql.identifier(column.name()) + " " + column.type()));
            return "CREATE TABLE %s (%s, PRIMARY KEY (%s))"
                    .formatted(
                            Sql.table("public", name),
                            String.join(", ", parts),
                            Sql.identifier(columns.get(0).name()));
        }
    }

    private OddTables() {}

    static List<String> ownTypes() {
        return OWN_TYPES;
    }

    static List<OddTable> all() {
        List<OddTable> tables = new ArrayList<>(List.of(everyType(), ownTypesTable(), oddNames()));
        NAMES.forEach(name -> tables.add(new OddTable(name, List.of(key(), text("note")))));
        tables.add(new OddTable(
                "text_key", List.of(new OddColumn("the key", "text", distinct(Oddities.TEXTS)), text("note"))));
        tables.add(
                new OddTable("date_key", List.of(new OddColumn("the day", "date", Oddities.of("date")), text("note"))));
        tables.add(new OddTable(
                "numeric_key",
                List.of(new OddColumn("number", "numeric(30,6)", Oddities.of("numeric(30,6)")), text("note"))));
        tables.add(new OddTable(
                "instant_key",
                List.of(
                        new OddColumn("instant", "timestamptz", Oddities.of("timestamp with time zone")),
                        text("note"))));
        return tables;
    }

    private static OddTable everyType() {
        List<OddColumn> columns = new ArrayList<>(List.of(key()));
        Oddities.types().forEach(type -> columns.add(new OddColumn("c_" + columns.size(), type, Oddities.of(type))));
        columns.add(text("a_text"));
        return new OddTable("every_type", columns);
    }

    private static OddTable ownTypesTable() {
        return new OddTable(
                "own_types",
                List.of(
                        key(),
                        new OddColumn("e", "\"Odd Enum\"", List.of("", " ", "it's", "\\N", "a,b", "ÜÑ😀")),
                        new OddColumn("named_like_an_integer", "public.int4", List.of("one", "two")),
                        new OddColumn("named_like_a_date", "public.date", List.of("(1,a)", "(,\"b \"\"c\"\"\")")),
                        new OddColumn("price", "public.price", Oddities.of("numeric(10,2)")),
                        new OddColumn("fair_price", "public.fair_price", List.of("1.50", "99999999.99", "-0.01")),
                        new OddColumn("words", "public.words", Oddities.of("text[]")),
                        new OddColumn(
                                "moment",
                                "public.moment",
                                List.of("infinity", "4714-11-24 00:00:00 BC", "2024-02-29 12:00:00.1239"))));
    }

    private static OddTable oddNames() {
        List<OddColumn> columns = new ArrayList<>(List.of(key()));
        NAMES.forEach(name -> columns.add(text(name)));
        return new OddTable("odd_names", columns);
    }

    private static OddColumn key() {
        return new OddColumn("id", "integer", List.of());
    }

    private static OddColumn text(String name) {
        return new OddColumn(name, "text", Oddities.TEXTS);
    }

    private static List<String> distinct(List<String> values) {
        return values.stream().distinct().toList();
    }
}
