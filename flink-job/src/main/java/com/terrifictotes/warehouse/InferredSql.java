package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.StarColumn;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Statements that look for the dimension rows of all facts of a publish at once, and put one that says so where nothing
 * is known: its row is in quarantine, or was never seen.
 */
final class InferredSql {

    private static final String UNKNOWN = "'Not known'";
    /** In the order of the calendar's columns; the names of days and months are English in any locale. */
    private static final String DAY = """
            k, extract(year FROM k)::int, extract(month FROM k)::int, extract(day FROM k)::int,
                extract(isodow FROM k)::int, to_char(k, 'FMDay'), to_char(k, 'FMMonth'), extract(quarter FROM k)::int""";

    private InferredSql() {}

    /**
     * Which of the facts are looked at.
     *
     * @param withIncoming names them {@code incoming}, for the statement behind it
     */
    record Scope(StarTable fact, String withIncoming) {

        /** Those that come with a publish. */
        static Scope ofIncoming(StarTable fact) {
            return new Scope(fact, StagingSql.withIncoming(fact));
        }

        /** All that are there. */
        static Scope ofAll(StarTable fact) {
            return new Scope(
                    fact, "WITH incoming AS NOT MATERIALIZED (SELECT * FROM %s)%n".formatted(Names.target(fact)));
        }
    }

    /** Counts the facts that refer to something nothing is known of: mostly there are none, which one look tells. */
    static String lacking(Scope scope) {
        StringBuilder joins = new StringBuilder();
        List<String> lacks = new ArrayList<>();
        references(scope.fact()).forEach((name, columns) -> {
            StarTable dimension = StarSchema.table(name);
            for (String column : columns) {
                String alias = "d" + lacks.size();
                joins.append("LEFT JOIN %2$s %1$s ON %1$s.%3$s = f.%4$s%n"
                        .formatted(alias, Names.target(dimension), Names.key(dimension), column));
                lacks.add("%s.%s IS NULL AND %s"
                        .formatted(
                                alias,
                                Names.key(dimension),
                                (dimension.role() == Role.CALENDAR ? "isfinite(f.%s)" : "f.%s IS NOT NULL")
                                        .formatted(column)));
            }
        });
        return scope.withIncoming()
                + "SELECT count(*) FROM incoming f%n%sWHERE %s".formatted(joins, String.join("\n    OR ", lacks));
    }

    /** A statement for each dimension that facts refer to, the calendar included: it says how many rows it put. */
    static List<String> inferring(Scope scope) {
        List<String> statements = new ArrayList<>();
        references(scope.fact()).forEach((dimension, columns) -> statements.add(inferring(scope, dimension, columns)));
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

    private static String inferring(Scope scope, String name, List<String> columns) {
        StarTable dimension = StarSchema.table(name);
        return switch (dimension.role()) {
            case CALENDAR -> missing(scope.withIncoming(), dimension, columns) + addDays(dimension);
            case DIMENSION -> missing(scope.withIncoming(), dimension, columns) + addRows(dimension);
            case FACT, QUARANTINE ->
                throw new IllegalArgumentException("Cannot refer to %s from %s, expected a dimension"
                        .formatted(name, scope.fact().name()));
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
