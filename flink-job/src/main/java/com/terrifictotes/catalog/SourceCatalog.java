package com.terrifictotes.catalog;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        CatalogLook look = look(connection, namespace, excluded);
        List<String> problems = new ArrayList<>();
        look.problems().values().forEach(problems::addAll);
        if (problems.isEmpty() && look.catalog().tables().isEmpty()) {
            problems.add("schema '%s' has no tables that this user can see".formatted(namespace));
        }
        if (!problems.isEmpty()) {
            throw new CatalogException("Cannot follow totesys:\n  - " + String.join("\n  - ", problems));
        }
        return look.catalog();
    }

    /**
     * What {@link #discover} would find, without asking whether all of it can be followed.
     *
     * @throws SQLException if the database does not answer
     */
    public static CatalogLook look(Connection connection, String namespace, Set<String> excluded) throws SQLException {
        return new PostgresCatalog(connection, namespace).look(excluded);
    }

    /** The table of that name, if there is one. */
    public Optional<TableSchema> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
