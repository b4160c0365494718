package com.terrifictotes.catalog;

import java.io.Serializable;
import java.util.Set;

/**
 * A column of a table.
 *
 * @param name as the database has it, unquoted
 * @param type what its values are
 * @param nullable whether NULL is allowed
 * @param sqlType the type in SQL's words, such as {@code numeric(10,2)}; two columns with the same words hold the same
 *     values
 * @param isCast whether the column is read through a cast to text
 * @param number that the database gave it for ever: a column dropped and made again has another one; 0 of a column of our
 *     own
 */
public record Column(String name, ColumnType type, boolean nullable, String sqlType, boolean isCast, int number)
        implements Serializable {

    /** Types whose binary form is the UTF-8 text itself; those of every enum are, too. */
    private static final Set<String> TEXT_ON_THE_WIRE = Set.of("text", "varchar", "bpchar", "name");

    public Column {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Cannot name a column: '', expected at least one character");
        }
    }

    /** A column of a table that no database keeps. */
    public Column(String name, ColumnType type, boolean nullable, String sqlType, boolean isCast) {
        this(name, type, nullable, sqlType, isCast, 0);
    }

    /** A column of our own, such as one of the warehouse: its type is read and written as it is. */
    public static Column of(String name, ColumnType type, boolean nullable) {
        return new Column(name, type, nullable, type.toString(), false);
    }

    /**
     * A column as Postgres' catalogue describes it.
     *
     * @param typeName {@code pg_type.typname}, of a domain the one beneath; empty for a type that is not Postgres' own
     * @param isEnum whether that type is an enum
     */
    static Column ofPostgres(
            String name, String typeName, int modifier, boolean isEnum, boolean nullable, String sqlType) {
        ColumnType type = ColumnType.ofPostgres(typeName, modifier);
        boolean isText = type.kind() == ColumnType.Kind.TEXT;
        boolean isCast = isText && !isEnum && !TEXT_ON_THE_WIRE.contains(typeName);
        return new Column(name, type, nullable, sqlType, isCast);
    }

    /** The same column, with the number the database gave it. */
    Column numbered(int given) {
        return new Column(name, type, nullable, sqlType, isCast, given);
    }

    /** What to write behind SELECT to read this column in the form a {@link Row} has. */
    public String expression() {
        return isCast ? Sql.identifier(name) + "::text" : Sql.identifier(name);
    }
}
