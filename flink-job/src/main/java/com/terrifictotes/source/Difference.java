package com.terrifictotes.source;

import com.terrifictotes.catalog.CatalogLook;
import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.TableSchema;
import java.util.Optional;

/** What keeps a table from being read as it was when the job started. More columns than then do not. */
final class Difference {

    private Difference() {}

    /** The first difference found, in words; empty if the table can be read as it was. */
    static Optional<String> between(TableSchema started, CatalogLook now) {
        TableSchema current = now.table(started.name()).orElse(null);
        if (current == null) {
            return Optional.of(
                    now.problem(started.name()).orElseGet(() -> "table '%s' is gone".formatted(started.name())));
        }
        if (!current.primaryKey().equals(started.primaryKey())) {
            return Optional.of("the primary key of table '%s' was (%s) and is (%s)"
                    .formatted(
                            started.name(),
                            String.join(", ", started.primaryKey()),
                            String.join(", ", current.primaryKey())));
        }
        return started.columns().stream()
                .flatMap(column -> between(column, current).stream())
                .findFirst();
    }

    private static Optional<String> between(Column started, TableSchema current) {
        String place = "column '%s.%s'".formatted(current.name(), started.name());
        if (!current.has(started.name())) {
            return Optional.of(place + " is gone");
        }
        String sqlType = current.columns().get(current.index(started.name())).sqlType();
        return sqlType.equals(started.sqlType())
                ? Optional.empty()
                : Optional.of("%s was %s and is %s".formatted(place, started.sqlType(), sqlType));
    }
}
