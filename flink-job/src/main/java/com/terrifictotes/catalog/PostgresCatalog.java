package com.terrifictotes.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Postgres' own catalogue of one schema. */
final class PostgresCatalog {

    /** A type is told by its name only if it is one of Postgres' own: anybody may call a type of theirs int4. */
    private static final String COLUMNS = """
            SELECT c.relname, a.attname,
                   CASE WHEN b.typnamespace = 'pg_catalog'::regnamespace THEN b.typname ELSE '' END,
                   CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END,
                   b.typtype = 'e', NOT a.attnotnull, format_type(a.atttypid, a.atttypmod), a.attnum,
                   has_table_privilege(c.oid, 'SELECT'), has_schema_privilege(n.oid, 'USAGE'),
                   row_security_active(c.oid), current_user
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
     * what the labels of its enums are, also of enums in an array or beneath a domain.
     */
    private static final String STORAGE = """
            SELECT c.relname, concat(c.oid, '/', md5(concat_ws('/',
                (SELECT string_agg(relid::oid::text, ',' ORDER BY relid::oid)
                 FROM pg_catalog.pg_partition_tree(c.oid) WHERE c.relkind = 'p'),
                (SELECT string_agg(e.oid || ' ' || e.enumlabel, ',' ORDER BY a.attnum, e.oid)
                 FROM pg_catalog.pg_attribute a
                 JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                 JOIN pg_catalog.pg_enum e ON e.enumtypid IN (t.oid, t.typbasetype, t.typelem)
                 WHERE a.attrelid = c.oid AND a.attnum > 0))))
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition""";

    /** Of what flows beside the tables of totesys. */
    private static final Set<String> OWN_NAMES = Set.of(ClosedCuts.TABLE.name(), CountedRows.TABLE.name());

    private static final String OR_LEAVE_OUT = ", or leave it out with Source: tables.exclude";

    private final Connection connection;
    private final String namespace;

    PostgresCatalog(Connection connection, String namespace) {
        this.connection = connection;
        this.namespace = namespace;
    }

    /** All that is in the schema now, in the connection's transaction. */
    CatalogLook look(Set<String> excluded) throws SQLException {
        Map<String, List<String>> keys = keys();
        Map<String, String> storage = storage();
        List<TableSchema> tables = new ArrayList<>();
        Map<String, List<String>> problems = new LinkedHashMap<>();
        columns(excluded).forEach((name, table) -> {
            List<String> key = keys.getOrDefault(name, List.of());
            List<String> wrong = table.problems(name, namespace, key.isEmpty());
            if (wrong.isEmpty()) {
                tables.add(new TableSchema(name, table.columns, key, storage.getOrDefault(name, "")));
            } else {
                problems.put(name, wrong);
            }
        });
        return new CatalogLook(new SourceCatalog(namespace, tables), problems);
    }

    private Map<String, FoundTable> columns(Set<String> excluded) throws SQLException {
        Map<String, FoundTable> tables = new LinkedHashMap<>();
        ask(
                COLUMNS,
                row -> tables.computeIfAbsent(row.getString(1), name -> new FoundTable())
                        .add(row));
        tables.keySet().removeAll(excluded);
        return tables;
    }

    private Map<String, List<String>> keys() throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        ask(
                KEYS,
                row -> keys.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(row.getString(2)));
        return keys;
    }

    private Map<String, String> storage() throws SQLException {
        Map<String, String> storage = new LinkedHashMap<>();
        ask(STORAGE, row -> storage.put(row.getString(1), row.getString(2)));
        return storage;
    }

    private void ask(String query, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** A table while its columns are being read. */
    private static final class FoundTable {
        private final List<Column> columns = new ArrayList<>();
        private boolean isGranted;
        private boolean isSchemaGranted;
        private boolean isHidingRows;
        private String user = "";

        private void add(ResultSet result) throws SQLException {
            columns.add(Column.ofPostgres(
                            result.getString(2),
                            result.getString(3),
                            result.getInt(4),
                            result.getBoolean(5),
                            result.getBoolean(6),
                            result.getString(7))
                    .numbered(result.getInt(8)));
            isGranted = result.getBoolean(9);
            isSchemaGranted = result.getBoolean(10);
            isHidingRows = result.getBoolean(11);
            user = result.getString(12);
        }

        private List<String> problems(String name, String namespace, boolean isWithoutKey) {
            List<String> problems = new ArrayList<>();
            if (OWN_NAMES.contains(name)) {
                problems.add("table '%s' has a name that the pipeline gives to its own: rename it%s"
                        .formatted(name, OR_LEAVE_OUT));
            }
            if (isWithoutKey) {
                problems.add("table '%s' has no primary key: give it one%s".formatted(name, OR_LEAVE_OUT));
            }
            if (!isGranted) {
                problems.add("table '%s' cannot be read: GRANT SELECT ON %s TO %s%s"
                        .formatted(name, Sql.table(namespace, name), Sql.identifier(user), OR_LEAVE_OUT));
            }
            if (!isSchemaGranted) {
                problems.add("table '%s' cannot be read: GRANT USAGE ON SCHEMA %s TO %s%s"
                        .formatted(name, Sql.identifier(namespace), Sql.identifier(user), OR_LEAVE_OUT));
            }
            if (isHidingRows) {
                problems.add("table '%s' hides rows by row-level security: give the user BYPASSRLS%s"
                        .formatted(name, OR_LEAVE_OUT));
            }
            return problems;
        }
    }
}
