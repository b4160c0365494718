package com.terrifictotes.warehouse;

import static com.terrifictotes.warehouse.StagingSql.withIncoming;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Statements that look for the dimension rows of all facts of a publish at once, and put one that says so where nothing
 * is known: its row is in quarantine, or was never seen. Each says how many rows it put.
 */
final class InferredSql {

    private static final String UNKNOWN = "'Not known'";
    /** In the order of the calendar's columns; the names of days and months are English in any locale. */
    private static final String DAY = """
            k, extract(year FROM k)::int, extract(month FROM k)::int, extract(day FROM k)::int,
                extract(isodow FROM k)::int, to_char(k, 'FMDay'), to_char(k, 'FMMonth'), extract(quarter FROM k)::int""";

    private InferredSql() {}

    /** A statement for each dimension that what comes of a fact refers to, the calendar included. */
    static List<String> of(StarTable fact) {
        return of(fact, withIncoming(fact));
    }

    /** The same of all that is there of a fact. */
    static List<String> ofAll(StarTable fact) {
        return of(fact, "WITH incoming AS (SELECT f.* FROM %s f)%n".formatted(Names.target(fact)));
    }

    private static List<String> of(StarTable fact, String withIncoming) {
        List<String> statements = new ArrayList<>();
        references(fact)
                .forEach((dimension, columns) -> statements.add(inferred(fact, withIncoming, dimension, columns)));
        return statements;
    }

    /** The columns of a fact that refer to a dimension, by its name. */
    private static Map<String, List<String>> references(StarTable fact) {
        Map<String, List<String>> references = new LinkedHashMap<>();
        for (StarColumn column : fact.columns()) {
            dimension(column)
                    .ifPresent(dimension -> references
                            .computeIfAbsent(dimension, name -> new ArrayList<>())
                            .add(Sql.identifier(column.name())));
        }
        return references;
    }

    private static Optional<String> dimension(StarColumn column) {
        boolean isDay = column.column().type().kind() == Kind.DATE;
        return isDay ? Optional.of(StarSchema.DIM_DATE.name()) : column.dimension();
    }

    private static String inferred(StarTable fact, String withIncoming, String name, List<String> columns) {
        StarTable dimension = StarSchema.table(name);
        return switch (dimension.role()) {
            case CALENDAR -> missing(withIncoming, dimension, columns) + addDays(dimension);
            case DIMENSION -> missing(withIncoming, dimension, columns) + addRows(dimension);
            case FACT, QUARANTINE ->
                throw new IllegalArgumentException(
                        "Cannot refer to %s from %s, expected a dimension".formatted(name, fact.name()));
        };
    }

    /** Names the keys nothing is known of {@code missing}. */
    private static String missing(String withIncoming, StarTable dimension, List<String> columns) {
        String keys = columns.stream()
                .map(column -> "SELECT %s AS k FROM incoming".formatted(column))
                .collect(Collectors.joining(" UNION "));
        return withIncoming + """
                , referred AS (%s), missing AS (
                    SELECT DISTINCT k FROM referred r
                    WHERE k IS NOT NULL AND NOT EXISTS (SELECT FROM %s d WHERE d.%s = r.k))
                """.formatted(keys, Names.target(dimension), Names.key(dimension));
    }

    private static String addDays(StarTable calendar) {
        return "INSERT INTO %s (%s)\nSELECT %s\nFROM missing WHERE isfinite(k)"
                .formatted(Names.target(calendar), Names.contract(calendar), DAY);
    }

    private static String addRows(StarTable dimension) {
        String values = dimension.columns().stream()
                .skip(1)
                .map(InferredSql::nothingKnown)
                .collect(Collectors.joining(", "));
        return """
                , shown AS (
                    INSERT INTO %1$s (%3$s, is_inferred) SELECT k, %4$s, true FROM missing)
                INSERT INTO %2$s (%3$s, version, valid_from, valid_to, is_current, is_inferred)
                SELECT k, %4$s, 0, '-infinity', 'infinity', true, true FROM missing""".formatted(Names.target(dimension), Names.history(dimension), Names.contract(dimension), values);
    }

    private static String nothingKnown(StarColumn column) {
        if (column.column().nullable()) {
            return "NULL";
        }
        return switch (column.column().type().kind()) {
            case TEXT -> UNKNOWN;
            case BOOLEAN -> "false";
            case INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> "0";
            case BYTES, DATE, TIME, TIMESTAMP, INSTANT ->
                throw new IllegalArgumentException(
                        "Cannot leave a column unknown: %s is %s, expected text, a number or NULL"
                                .formatted(column.name(), column.column().type()));
        };
    }
}
