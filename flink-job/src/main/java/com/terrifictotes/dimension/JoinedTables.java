package com.terrifictotes.dimension;

import com.terrifictotes.catalog.StarTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which tables of totesys make which joined dimension. */
final class JoinedTables {

    private JoinedTables() {}

    /**
     * The name of the dimension by that of the table.
     *
     * @throws IllegalArgumentException if a table makes two: its changes have one key
     */
    static Map<String, String> of(List<StarTable> star) {
        Map<String, String> dimensions = new HashMap<>();
        for (StarTable table : star) {
            table.lookup()
                    .ifPresent(lookup -> Stream.of(table.source(), lookup.table())
                            .forEach(made -> add(dimensions, made, table.name())));
        }
        return Map.copyOf(dimensions);
    }

    private static void add(Map<String, String> dimensions, String table, String dimension) {
        String other = dimensions.put(table, dimension);
        if (other != null) {
            throw new IllegalArgumentException(
                    "Cannot join %s: table %s makes %s, expected at most one joined dimension"
                            .formatted(dimension, table, other));
        }
    }
}
