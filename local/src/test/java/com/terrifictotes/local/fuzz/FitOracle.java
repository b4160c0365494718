package com.terrifictotes.local.fuzz;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What fits the star and what it is there, in Postgres' SQL: from the declared columns alone, not by the job's code. */
final class FitOracle {

    private FitOracle() {}

    /** Every column of a table of totesys that the star needs, and the SQL that says that a value does not fit. */
    static Map<String, String> misfits(String table) {
        Map<String, String> misfits = new LinkedHashMap<>();
        for (StarTable star : StarSchema.tables()) {
            boolean isSource = star.source().equals(table);
            star.columns().stream()
                    .filter(column -> column.isLookedUp() ? star.isMadeOf(table) && !isSource : isSource)
                    .forEach(column ->
                            misfits.merge(column.source(), misfit(column), (one, other) -> one + " OR " + other));
            star.lookup()
                    .filter(lookup -> isSource)
                    .ifPresent(lookup -> misfits.put(lookup.foreignKey(), lookup.foreignKey() + " IS NULL"));
        }
        return misfits;
    }

    /** Whether a row of a table fits in all columns, as a condition on that table alone. */
    static String fits(String table) {
        return misfits(table).values().stream()
                .map(misfit -> "(" + misfit + ") IS NOT TRUE")
                .collect(Collectors.joining(" AND "));
    }

    /** The value of a column of the star as text, of a row that fits. */
    static String value(StarColumn column, String alias) {
        String source = alias + "." + column.source();
        return switch (column.reading()) {
            case AS_IS -> asIs(column, source);
            case DATE_OF -> "(%s)::date::text".formatted(source);
            case TIME_OF -> "(%s)::time::text".formatted(source);
            case DATE_IN_TEXT -> "day_of(%s)::text".formatted(source);
            case CURRENCY_NAME, MADE -> throw new AssertionError("not known to totesys: " + column.name());
        };
    }

    private static String asIs(StarColumn column, String source) {
        if (column.column().type().kind() == Kind.DECIMAL) {
            return "round(%s, 2)::text".formatted(source);
        }
        String text = source + "::text";
        return column.whenNull()
                .map(word -> "coalesce(%s, '%s')".formatted(text, word))
                .orElse(text);
    }

    private static String misfit(StarColumn column) {
        boolean mayBeNull = column.column().nullable() || column.whenNull().isPresent();
        String value = switch (column.reading()) {
            case AS_IS -> misfitAsIs(column);
            case DATE_OF, TIME_OF -> "NOT isfinite(%s)".formatted(column.source());
            case DATE_IN_TEXT -> "day_of(%s) IS NULL".formatted(column.source());
            case CURRENCY_NAME -> "false";
            case MADE -> throw new AssertionError("not made of totesys: " + column.name());
        };
        return mayBeNull
                ? "(%1$s IS NOT NULL AND %2$s)".formatted(column.source(), value)
                : "(%1$s IS NULL OR %2$s)".formatted(column.source(), value);
    }

    private static String misfitAsIs(StarColumn column) {
        String source = column.source();
        return switch (column.column().type().kind()) {
            case INT32 -> "%s::numeric NOT BETWEEN -2147483648 AND 2147483647".formatted(source);
            case DECIMAL ->
                "(%1$s::text IN ('NaN', 'Infinity', '-Infinity') OR abs(%1$s) >= 100000000 OR round(%1$s, 2) <> %1$s)"
                        .formatted(source);
            default -> "false";
        };
    }
}
