package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable.Role;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of all tables.
 *
 * @param warehouse of facts and dimensions; not of the calendar, which is made of nothing in totesys
 * @param raw of the tables of totesys in the raw zone; empty if that is not compared
 */
record Comparisons(List<Comparison> warehouse, List<Comparison> raw) {

    Comparisons {
        warehouse = List.copyOf(warehouse);
        raw = List.copyOf(raw);
    }

    static Comparisons of(SourceCatalog catalog, @Nullable RawZone rawZone, Quarantine quarantine, int limit) {
        List<Comparison> warehouse = StarSchema.tables().stream()
                .filter(table -> table.role() == Role.FACT || table.role() == Role.DIMENSION)
                .map(table -> new Comparison(StarSubject.of(table, catalog), quarantine, limit))
                .toList();
        if (rawZone == null) {
            return new Comparisons(warehouse, List.of());
        }
        List<Comparison> raw = catalog.tables().stream()
                .map(table -> new Comparison(new RawSubject(catalog.namespace(), table, rawZone), quarantine, limit))
                .toList();
        return new Comparisons(warehouse, raw);
    }

    boolean isOpen() {
        return all().anyMatch(Comparison::isOpen);
    }

    /** Those of which something is not known yet. */
    Comparisons open() {
        return new Comparisons(
                warehouse.stream().filter(Comparison::isOpen).toList(),
                raw.stream().filter(Comparison::isOpen).toList());
    }

    Stream<Comparison> all() {
        return Stream.concat(warehouse.stream(), raw.stream());
    }
}
