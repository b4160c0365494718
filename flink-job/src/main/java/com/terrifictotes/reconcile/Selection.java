package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.TableSchema;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of a table are read.
 *
 * @param keys null for all
 */
record Selection(@Nullable Set<Key> keys) {

    static final Selection ALL = new Selection(null);

    static Selection of(Set<Key> keys) {
        return new Selection(Set.copyOf(keys));
    }

    boolean has(Key key) {
        return keys == null || keys.contains(key);
    }

    /** A condition for the database, so that it need not give all rows; it may give more than are selected. */
    String condition(TableSchema table) {
        if (keys == null || !table.hasIntegerKey()) {
            return "true";
        }
        return keys.stream()
                .map(key -> Long.toString(key.integer()))
                .collect(Collectors.joining(
                        ",", Sql.identifier(table.primaryKey().get(0)) + " = ANY ('{", "}'::bigint[])"));
    }
}
