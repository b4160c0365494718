package com.terrifictotes.local.warehouse;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.warehouse.WarehouseSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the schema of a warehouse to the newest version: the scripts in {@code sql/warehouse}, each once, in order. */
public final class Migrations {

    private static final String FOREIGN = """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname IN ('public', 'etl') AND to_regclass('etl.schema_history') IS NULL
            ORDER BY 1""";

    private Migrations() {}

    /**
     * Migrates a warehouse; does nothing if it is of the newest version, or of a later one. Each script is a transaction.
     *
     * @throws EnvironmentException if the database cannot be reached, holds tables that are not ours, was migrated by
     *     scripts that are not these, or refuses
     */
    public static Migrated migrate(Database warehouse) {
        requireOurs(warehouse);
        try {
            Flyway flyway = flyway(warehouse);
            int from = version(flyway);
            flyway.migrate();
            return new Migrated(from, version(flyway));
        } catch (FlywayException e) {
            throw new EnvironmentException(
                    "Cannot migrate the warehouse %s: %s".formatted(warehouse.address(), e.getMessage()), e);
        }
    }

    private static Flyway flyway(Database warehouse) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(new ConnectingSource(warehouse))
                .defaultSchema(WarehouseSchema.SCHEMA)
                .table(WarehouseSchema.HISTORY)
                .locations("classpath:sql/warehouse")
                .validateMigrationNaming(true)
                .placeholderReplacement(false)
                .load();
    }

    private static int version(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        return current == null || current.getVersion() == null
                ? 0
                : Integer.parseInt(current.getVersion().getVersion());
    }

    private static void requireOurs(Database warehouse) {
        List<String> foreign = foreignTables(warehouse);
        if (!foreign.isEmpty()) {
            throw new EnvironmentException(
                    "Cannot migrate the warehouse %s: it holds tables that are not ours: %s, expected an empty database"
                            .formatted(warehouse.address(), String.join(", ", foreign)));
        }
    }

    private static List<String> foreignTables(Database warehouse) {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FOREIGN)) {
            List<String> tables = new ArrayList<>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw new EnvironmentException(
                    "Cannot migrate the warehouse %s: %s".formatted(warehouse.address(), e.getMessage()), e);
        }
    }
}
