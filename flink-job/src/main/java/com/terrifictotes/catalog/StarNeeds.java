package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarColumn.Reading;
import com.terrifictotes.catalog.StarTable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the star needs of totesys: tables, columns of types it can read, and keys that are its own. */
final class StarNeeds {

    private StarNeeds() {}

    /** What a source lacks for a table, a line each. */
    static List<String> problems(StarTable table, SourceCatalog source) {
        if (table.role() == Role.CALENDAR) {
            return List.of();
        }
        List<String> problems = new ArrayList<>(problems(table, table.source(), false, source));
        String key = table.columns().get(0).source();
        source.table(table.source())
                .filter(found -> !found.primaryKey().equals(List.of(key)))
                .ifPresent(found -> problems.add(keyProblem(found, "(" + key + ")")));
        table.lookup().ifPresent(lookup -> {
            problems.addAll(problems(table, lookup.table(), true, source));
            source.table(lookup.table())
                    .filter(found -> !found.hasIntegerKey())
                    .ifPresent(found -> problems.add(keyProblem(found, "one integer")));
            problem(source, table.source(), foreignKey(lookup.foreignKey()), table)
                    .ifPresent(problems::add);
        });
        return problems;
    }

    private static String keyProblem(TableSchema found, String expected) {
        return "table '%s' has the primary key (%s), expected %s"
                .formatted(found.name(), String.join(", ", found.primaryKey()), expected);
    }

    private static List<String> problems(StarTable table, String name, boolean isLookup, SourceCatalog source) {
        if (source.table(name).isEmpty()) {
            return List.of("table '%s' is missing, or left out by Source: tables.exclude".formatted(name));
        }
        Stream<StarColumn> needed = Stream.concat(
                table.columns().stream().filter(column -> column.isLookedUp() == isLookup),
                Stream.of(timestamp(StarSchema.CREATED_AT), timestamp(StarSchema.LAST_UPDATED)));
        return needed.flatMap(column -> problem(source, name, column, table).stream())
                .toList();
    }

    private static Optional<String> problem(SourceCatalog source, String name, StarColumn column, StarTable table) {
        return source.table(name).flatMap(found -> {
            String place = "column '%s.%s'".formatted(name, column.source());
            if (!found.has(column.source())) {
                return Optional.of("%s is missing, %s is made of it".formatted(place, table.name()));
            }
            Column given = found.columns().get(found.index(column.source()));
            return column.accepts(given.type())
                    ? Optional.empty()
                    : Optional.of("%s is %s, expected %s".formatted(place, given.sqlType(), column.accepted()));
        });
    }

    private static StarColumn foreignKey(String name) {
        return StarColumn.of(name, ColumnType.of(Kind.INT32), Reading.AS_IS);
    }

    private static StarColumn timestamp(String name) {
        return StarColumn.of(name, ColumnType.of(Kind.DATE), Reading.DATE_OF);
    }
}
