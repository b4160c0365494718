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
            case EVERYTHING -> copyAll(namespace, table);
            case SINCE_FENCE -> copy(namespace, table, List.of(isFrom(reading.fence())));
            case WINDOW ->
                copy(namespace, table, List.of(isUpdatedFrom(table, reading.from()), isFrom(reading.fence())));
        };
    }

    /** Copies all rows of a table. */
    static String copyAll(String namespace, TableSchema table) {
        return copy(namespace, table, List.of());
    }

    /** Copies some rows of a table, whichever come first. */
    static String copySome(String namespace, TableSchema table, long most) {
        return copy(namespace, table, " LIMIT " + most);
    }

    /**
     * Looks through about so much of a table for what a cut would read, and finds hardly anything.
     *
     * @param percent of its pages, above 0 and at most 100
     */
    static String scanSome(String namespace, TableSchema table, double percent) {
        return "SELECT count(*) FROM %s TABLESAMPLE SYSTEM (%s) WHERE age(xmin) BETWEEN 0 AND 0"
                .formatted(Sql.table(namespace, table.name()), percent);
    }

    /**
     * Behind a reading, two columns: how many rows the snapshot sees, if the reading needs to know; and whether it is the
     * table the snapshot should see.
     *
     * <p>The second compares what has the table's name, and the files of it and its partitions, as the snapshot has them,
     * with what and which these are now. TRUNCATE and statements that write a table anew give it other files, and leave
     * them empty for every snapshot taken before, although its rows were there. From the reading to the end of its
     * transaction nobody can do that.
     */
    static String count(String namespace, TableSchema table, TableReading reading) {
        boolean isCounted = reading.extent() == TableReading.Extent.SINCE_FENCE;
        String name = Sql.table(namespace, table.name());
        String now = Sql.literal(name) + "::regclass";
        return """
                SELECT %1$s,
                       coalesce(bool_and(nullif(c.relfilenode, 0)
                           IS NOT DISTINCT FROM pg_catalog.pg_relation_filenode(c.oid)), false)
                       AND coalesce(bool_or(n.nspname = %2$s AND c.relname = %3$s AND c.oid = %4$s), false)
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.oid = %4$s
                   OR c.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(%4$s))""".formatted(
                        isCounted ? "(SELECT count(*) FROM " + name + ")" : "0",
                        Sql.literal(namespace),
                        Sql.literal(table.name()),
                        now);
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
        return copy(namespace, table, conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    private static String copy(String namespace, TableSchema table, String rows) {
        String columns = table.columns().stream().map(Column::expression).collect(Collectors.joining(", "));
        return "COPY (SELECT %s, xmin FROM %s%s) TO STDOUT (FORMAT binary)"
                .formatted(columns, Sql.table(namespace, table.name()), rows);
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
