package com.terrifictotes.source;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.TableSchema;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of the queries of a cut. All columns of the table in its order, then the id of the transaction that wrote the
 * version, in binary COPY.
 *
 * <p>Only distances from the current transaction id are compared, so ids may wrap around.
 */
final class CutSql {

    private static final long XID_MASK = 0xFFFF_FFFFL;

    private CutSql() {}

    /** Copies what a reading takes of a table. */
    static String copy(String namespace, TableSchema table, TableReading reading) {
        return switch (reading.extent()) {
            case NOTHING -> throw new IllegalArgumentException("Cannot copy nothing: " + table.name());
            case EVERYTHING -> copy(namespace, table, List.of());
            case SINCE_FENCE -> copy(namespace, table, List.of(isFrom(reading.fence())));
            case WINDOW ->
                copy(namespace, table, List.of(isUpdatedFrom(table, reading.from()), isFrom(reading.fence())));
        };
    }

    /** Copies a chunk of a table. */
    static String copy(String namespace, TableSchema table, ChunkSplit chunk) {
        String key = Sql.identifier(table.primaryKey().get(0));
        List<String> conditions = new ArrayList<>();
        if (chunk.from() != null) {
            conditions.add(key + " >= " + chunk.from());
        }
        if (chunk.to() != null) {
            conditions.add(key + " < " + chunk.to());
        }
        return copy(namespace, table, conditions);
    }

    private static String copy(String namespace, TableSchema table, List<String> conditions) {
        String columns = table.columns().stream().map(Column::expression).collect(Collectors.joining(", "));
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return "COPY (SELECT %s, xmin FROM %s%s) TO STDOUT (FORMAT binary)"
                .formatted(columns, Sql.table(namespace, table.name()), where);
    }

    private static String isFrom(long fence) {
        return "age(xmin) BETWEEN 0 AND age('%s'::xid)".formatted(fence & XID_MASK);
    }

    private static String isUpdatedFrom(TableSchema table, long millis) {
        Column column = table.columns().get(table.index(TableReading.TIME_COLUMN));
        boolean hasZone = column.type().kind() == ColumnType.Kind.INSTANT;
        LocalDateTime from = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return "%s >= %s '%s%s'"
                .formatted(
                        Sql.identifier(TableReading.TIME_COLUMN),
                        hasZone ? "TIMESTAMPTZ" : "TIMESTAMP",
                        from,
                        hasZone ? "+00" : "");
    }
}
