package com.terrifictotes.catalog;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of the source, as its own catalogue has them: ordinary and partitioned ones, without those left out on
 * purpose. Nothing needs to be said about a table for it to be here.
 *
 * @param namespace the schema the tables are in
 * @param tables by name, in alphabetical order
 */
public record SourceCatalog(String namespace, List<TableSchema> tables) implements Serializable {

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, b.typname,
                   CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END,
                   b.typtype = 'e', NOT a.attnotnull, format_type(a.atttypid, a.atttypmod),
                   has_table_privilege(c.oid, 'SELECT')
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.relname COLLATE "C", a.attnum""";

    private static final String KEYS = """
            SELECT c.relname, a.attname
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
            WHERE n.nspname = ? AND i.indisprimary AND k.position <= i.indnkeyatts
            ORDER BY c.relname, k.position""";

    /**
     * What changes with the rows of a table although no row is written: the table behind the name, its partitions, and
     * what the labels of its enums are.
     */
    private static final String STORAGE = """
            SELECT c.relname, md5(concat_ws('/', c.oid,
                (SELECT string_agg(relid::oid::text, ',' ORDER BY relid::oid)
                 FROM pg_catalog.pg_partition_tree(c.oid) WHERE c.relkind = 'p'),
                (SELECT string_agg(e.oid || ' ' || e.enumlabel, ',' ORDER BY a.attnum, e.oid)
                 FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_enum e ON e.enumtypid = a.atttypid
                 WHERE a.attrelid = c.oid AND a.attnum > 0)))
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition""";

    public SourceCatalog {
        tables = List.copyOf(tables);
    }

    /**
     * Reads the catalogue.
     *
     * @param excluded names of tables to leave out
     * @throws CatalogException if there are no tables, or some cannot be followed: all of them in one message
     * @throws SQLException if the database does not answer
     */
    public static SourceCatalog discover(Connection connection, String namespace, Set<String> excluded)
            throws SQLException {
        Map<String, List<String>> keys = keys(connection, namespace);
        Map<String, FoundTable> found = columns(connection, namespace, excluded);
        requireReadable(namespace, found, keys);
        return of(namespace, found, keys, storage(connection, namespace));
    }

    /**
     * What {@link #discover} would find, without asking whether all of it can be followed: tables without a primary
     * key, and those that may not be read, are not in it.
     *
     * @throws SQLException if the database does not answer
     */
    public static SourceCatalog look(Connection connection, String namespace, Set<String> excluded)
            throws SQLException {
        Map<String, List<String>> keys = keys(connection, namespace);
        Map<String, FoundTable> found = columns(connection, namespace, excluded);
        found.keySet().retainAll(keys.keySet());
        found.values().removeIf(table -> !table.isReadable);
        return of(namespace, found, keys, storage(connection, namespace));
    }

    private static SourceCatalog of(
            String namespace,
            Map<String, FoundTable> found,
            Map<String, List<String>> keys,
            Map<String, String> storage) {
        List<TableSchema> tables = new ArrayList<>();
        found.forEach((name, table) -> tables.add(new TableSchema(
                name, table.columns, keys.getOrDefault(name, List.of()), storage.getOrDefault(name, ""))));
        return new SourceCatalog(namespace, tables);
    }

    /** The table of that name, if there is one. */
    public Optional<TableSchema> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    private static void requireReadable(
            String namespace, Map<String, FoundTable> found, Map<String, List<String>> keys) {
        List<String> problems = new ArrayList<>();
        if (found.isEmpty()) {
            problems.add("schema '%s' has no tables that this user can see".formatted(namespace));
        }
        found.forEach((name, table) -> {
            if (!keys.containsKey(name)) {
                problems.add("table '%s' has no primary key: give it one, or leave it out with Source: tables.exclude"
                        .formatted(name));
            }
            if (!table.isReadable) {
                problems.add(
                        "table '%s' cannot be read: GRANT SELECT on it, or leave it out with Source: tables.exclude"
                                .formatted(name));
            }
        });
        if (!problems.isEmpty()) {
            throw new CatalogException("Cannot follow totesys:\n  - " + String.join("\n  - ", problems));
        }
    }

    private static Map<String, FoundTable> columns(Connection connection, String namespace, Set<String> excluded)
            throws SQLException {
        Map<String, FoundTable> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, namespace);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    tables.computeIfAbsent(result.getString(1), name -> new FoundTable())
                            .add(result);
                }
            }
        }
        tables.keySet().removeAll(excluded);
        return tables;
    }

    private static Map<String, List<String>> keys(Connection connection, String namespace) throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setString(1, namespace);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    keys.computeIfAbsent(result.getString(1), name -> new ArrayList<>())
                            .add(result.getString(2));
                }
            }
        }
        return keys;
    }

    private static Map<String, String> storage(Connection connection, String namespace) throws SQLException {
        Map<String, String> storage = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(STORAGE)) {
            statement.setString(1, namespace);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    storage.put(result.getString(1), result.getString(2));
                }
            }
        }
        return storage;
    }

    /** A table while its columns are being read. */
    private static final class FoundTable {
        private final List<Column> columns = new ArrayList<>();
        private boolean isReadable;

        private void add(ResultSet result) throws SQLException {
            isReadable = result.getBoolean(8);
            columns.add(Column.ofPostgres(
                    result.getString(2),
                    result.getString(3),
                    result.getInt(4),
                    result.getBoolean(5),
                    result.getBoolean(6),
                    result.getString(7)));
        }
    }
}
