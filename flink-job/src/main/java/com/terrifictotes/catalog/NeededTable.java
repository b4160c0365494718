package com.terrifictotes.catalog;

import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.StarColumn.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A table of totesys as far as the star needs it: what one is taken to be that has never had a row. */
final class NeededTable {

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private String key = "";

    private NeededTable() {}

    /** @throws IllegalArgumentException if nothing of the star is made of it */
    static TableSchema of(String name, List<StarTable> star) {
        NeededTable needed = new NeededTable();
        star.stream().filter(table -> table.source().equals(name)).forEach(needed::addSource);
        star.forEach(table -> table.lookup()
                .filter(lookup -> lookup.table().equals(name))
                .ifPresent(lookup -> needed.addLookup(table, lookup)));
        return new TableSchema(name, new ArrayList<>(needed.columns.values()), List.of(needed.key));
    }

    private void addSource(StarTable table) {
        key = table.columns().get(0).source();
        add(table.columns().stream().filter(column -> !column.isLookedUp()));
        table.lookup().ifPresent(lookup -> add(lookup.foreignKey(), ColumnType.of(Kind.INT32)));
        addTimes();
    }

    private void addLookup(StarTable table, StarTable.Lookup lookup) {
        if (key.isEmpty()) {
            key = lookup.foreignKey();
            add(key, ColumnType.of(Kind.INT32));
        }
        add(table.columns().stream().filter(StarColumn::isLookedUp));
        addTimes();
    }

    private void addTimes() {
        add(StarSchema.CREATED_AT, ColumnType.of(Kind.TIMESTAMP));
        add(StarSchema.LAST_UPDATED, ColumnType.of(Kind.TIMESTAMP));
    }

    private void add(Stream<StarColumn> needed) {
        needed.filter(column -> column.reading() != Reading.MADE).forEach(column -> add(column.source(), type(column)));
    }

    private void add(String name, ColumnType type) {
        columns.putIfAbsent(name, Column.of(name, type, true));
    }

    private static ColumnType type(StarColumn column) {
        return switch (column.reading()) {
            case DATE_OF, TIME_OF -> ColumnType.of(Kind.TIMESTAMP);
            case AS_IS -> column.column().type();
            default -> ColumnType.of(Kind.TEXT);
        };
    }
}
