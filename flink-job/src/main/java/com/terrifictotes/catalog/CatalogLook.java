package com.terrifictotes.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the source's catalogue says at one moment.
 *
 * @param catalog the tables that can be followed
 * @param problems why the others cannot be, by name: what is wrong and what to do, a line each
 */
public record CatalogLook(SourceCatalog catalog, Map<String, List<String>> problems) {

    public CatalogLook {
        problems = Collections.unmodifiableMap(new TreeMap<>(problems));
    }

    /** The table of that name, if it is there and can be followed. */
    public Optional<TableSchema> table(String name) {
        return catalog.table(name);
    }

    /** Why the table of that name cannot be followed; empty if it can be, or is not there. */
    public Optional<String> problem(String name) {
        return Optional.ofNullable(problems.get(name)).map(lines -> String.join("; ", lines));
    }
}
