package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of a star table, and what it is made of.
 *
 * @param column its name, type and whether it may be NULL, as dashboards rely on them
 * @param source the column of totesys it is made of; of the table's source, or of the table looked up
 * @param isLookedUp whether the source column is one of the table looked up
 * @param reading how
 * @param whenNull what it says where totesys says NULL
 * @param dimension the dimension it refers to, whatever the name of the column
 */
public record StarColumn(
        Column column,
        String source,
        boolean isLookedUp,
        Reading reading,
        Optional<String> whenNull,
        Optional<String> dimension) {

    /** How a value of totesys becomes one of the star. */
    public enum Reading {
        /** As it is. */
        AS_IS,
        /** The date of a timestamp. */
        DATE_OF,
        /** The time of day of a timestamp, microseconds kept. */
        TIME_OF,
        /** A date that totesys keeps as text, {@code yyyy-mm-dd}. */
        DATE_IN_TEXT,
        /** The English name of a currency, from its ISO 4217 code; a code nobody knows is its own name. */
        CURRENCY_NAME,
        /** Made by the pipeline, of nothing in totesys. */
        MADE
    }

    static StarColumn of(String name, ColumnType type, Reading reading) {
        Column column = Column.of(name, type, false);
        return new StarColumn(column, name, false, reading, Optional.empty(), Optional.empty());
    }

    /** The column's name. */
    public String name() {
        return column.name();
    }

    /** The same column, made of a column of totesys of another name. */
    StarColumn from(String other) {
        return new StarColumn(column, other, isLookedUp, reading, whenNull, dimension);
    }

    /** The same column, made of a column of the table looked up. */
    StarColumn fromLookup(String other) {
        return new StarColumn(column, other, true, reading, whenNull, dimension);
    }

    /** The same column, which may be NULL. */
    StarColumn orNull() {
        Column nullable = Column.of(column.name(), column.type(), true);
        return new StarColumn(nullable, source, isLookedUp, reading, whenNull, dimension);
    }

    /** The same column, with a word for NULL. */
    StarColumn or(String word) {
        return new StarColumn(column, source, isLookedUp, reading, Optional.of(word), dimension);
    }

    /** The same column, referring to a dimension. */
    StarColumn of(String other) {
        return new StarColumn(column, source, isLookedUp, reading, whenNull, Optional.of(other));
    }

    /** Whether a value fits the other column, made of one of the same name in the same table, exactly if it fits this. */
    public boolean fitsAs(StarColumn other) {
        return source.equals(other.source)
                && reading == other.reading
                && whenNull.equals(other.whenNull)
                && column.nullable() == other.column.nullable()
                && column.type().equals(other.column.type());
    }

    /** Whether values of that type can be read; those that do not fit the column are told row by row. */
    boolean accepts(ColumnType type) {
        Kind kind = type.kind();
        return switch (reading) {
            case MADE -> true;
            case DATE_OF, TIME_OF -> kind == Kind.TIMESTAMP || kind == Kind.INSTANT;
            case DATE_IN_TEXT -> kind == Kind.TEXT || kind == Kind.DATE;
            case CURRENCY_NAME -> kind == Kind.TEXT;
            case AS_IS -> kind == column.type().kind() || (column.type().kind() == Kind.INT32 && kind.isInteger());
        };
    }

    /** What the type of the source column has to be, for messages. */
    String accepted() {
        return switch (reading) {
            case MADE -> "nothing";
            case DATE_OF, TIME_OF -> "a timestamp";
            case DATE_IN_TEXT -> "text or a date";
            case CURRENCY_NAME -> "text";
            case AS_IS ->
                switch (column.type().kind()) {
                    case INT32 -> "an integer";
                    case DECIMAL -> "numeric(p,s)";
                    case TEXT -> "text";
                    default -> column.sqlType().toLowerCase(Locale.ROOT);
                };
        };
    }
}
