package com.terrifictotes.local.preflight;

import com.terrifictotes.catalog.CatalogLook;
import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.job.Settings;
import com.terrifictotes.source.ReadingOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Looks whether totesys can be followed: its tables, the user's rights, what would make reading cheaper. */
final class TotesysLook extends Look {

    private static final String NOT_TABLES = """
            SELECT string_agg(c.relname, ', ' ORDER BY c.relname COLLATE "C")
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = %s AND c.relkind IN ('v', 'm', 'f')
            HAVING count(*) > 0""";

    private final Settings settings;
    private final Duration tooLong;

    /** @param tooLong how long a writing transaction is watched before a word is lost about it */
    TotesysLook(Section section, Settings settings, Duration tooLong) {
        super(section);
        this.settings = settings;
        this.tooLong = tooLong;
    }

    @Override
    void look(Connection connection) throws SQLException {
        ReadingOptions options = settings.reading();
        CatalogLook found = SourceCatalog.look(connection, options.namespace(), options.excluded());
        found.problems()
                .values()
                .forEach(problems -> problems.forEach(text -> section().problem(text)));
        SourceCatalog catalog = found.catalog();
        if (catalog.tables().isEmpty()) {
            section().problem("Schema '%s' has no tables that can be followed".formatted(options.namespace()));
        } else {
            section().fine("%d tables to follow: %s".formatted(catalog.tables().size(), names(catalog.tables())));
        }
        types(catalog.tables());
        notTables(connection, options.namespace());
        for (TableSchema table : catalog.tables()) {
            version(connection, options.namespace(), table);
        }
        star(catalog, found);
        com.terrifictotes.source.Preflight.advice(connection, catalog, options)
                .forEach(text -> section().advise(text));
        new MomentLook(section(), tooLong).look(connection, catalog);
    }

    private static String names(List<TableSchema> tables) {
        return tables.stream().map(TableSchema::name).collect(Collectors.joining(", "));
    }

    /** Every type has a text, at least. */
    private void types(List<TableSchema> tables) {
        String asText = tables.stream()
                .flatMap(table -> table.columns().stream()
                        .filter(Column::isCast)
                        .map(column -> "%s.%s (%s)".formatted(table.name(), column.name(), column.sqlType())))
                .collect(Collectors.joining(", "));
        if (asText.isEmpty()) {
            section().fine("All columns are taken, each in its own type");
        } else {
            section().fine("All columns are taken; as text, for want of a type in the lake: %s".formatted(asText));
        }
    }

    private void notTables(Connection connection, String namespace) throws SQLException {
        ask(
                connection,
                NOT_TABLES.formatted(Sql.literal(namespace)),
                row -> section().fine("Not tables, and so not followed: %s".formatted(row.getString(1))));
    }

    /** A table may keep its rows in a way that has no transaction ids, or have a part that does. */
    private void version(Connection connection, String namespace, TableSchema table) throws SQLException {
        try {
            ask(connection, "SELECT xmin FROM %s LIMIT 1".formatted(Sql.table(namespace, table.name())), row -> {});
        } catch (SQLException e) {
            section()
                    .problem(
                            "table '%s' does not tell which transaction wrote a row (%s): leave it out with Source: tables.exclude"
                                    .formatted(table.name(), e.getMessage()));
        }
    }

    private void star(SourceCatalog catalog, CatalogLook found) {
        if (!settings.hasStar()) {
            return;
        }
        List<String> problems = StarSchema.problems(catalog).stream()
                .filter(text -> found.problems().keySet().stream()
                        .noneMatch(table -> text.startsWith("table '%s' is missing".formatted(table))))
                .toList();
        problems.forEach(text -> section().problem("The star cannot be made: %s".formatted(text)));
        if (problems.isEmpty() && found.problems().isEmpty()) {
            section().fine("All columns that the star is made of are there");
        }
    }
}
