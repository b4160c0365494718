package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment's way to its first published row, as far as the command goes: migrate, then run. */
class TotesMigrateIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aJobRefusesAWarehouseWithoutTablesUntilItIsMigrated() throws Exception {
        String warehouse = SharedServer.newDatabase();
        String address = "127.0.0.1:%d/%s".formatted(SharedServer.server().port(), warehouse);
        Path settings = settings(TestTotesys.withHistory(5).database(), warehouse);

        TotesProcess early = run("run", settings);
        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.errors())
                .isEqualTo(
                        "Cannot use the warehouse: its schema has no version, expected 7. Run: ./local/totes migrate --properties FILE");

        TotesProcess migrated = run("migrate", settings);
        assertThat(migrated.exitCode()).as(migrated.errors()).isZero();
        assertThat(migrated.output()).isEqualTo("The warehouse %s went from version 0 to 7", address);
        assertThat(run("migrate", settings).output())
                .isEqualTo("The warehouse %s is of version 7, the newest: nothing to do", address);

        TotesProcess run = run("run", settings);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output()).contains("The warehouse holds everything up to the cut of ");
    }

    @Test
    void aDatabaseWithSomebodyElsesTablesIsLeftAlone() throws Exception {
        String warehouse = SharedServer.newDatabase();
        execute(warehouse, "CREATE TABLE dim_staff (name text)");

        TotesProcess migrated = run("migrate", settings("no_matter", warehouse));

        assertThat(migrated.exitCode()).isEqualTo(1);
        assertThat(migrated.errors())
                .contains("it holds tables that are not ours: public.dim_staff, expected an empty database");
    }

    @Test
    void aTableSomebodyChangedIsToldBeforeAnythingIsWritten() throws Exception {
        String warehouse = SharedServer.newDatabase();
        Path settings = settings(TestTotesys.withHistory(5).database(), warehouse);
        run("migrate", settings);
        execute(warehouse, "ALTER TABLE dim_design DROP COLUMN file_name");

        TotesProcess run = run("run", settings);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).startsWith("Cannot use the warehouse, ").contains("public.dim_design");
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void withoutAWarehouseThereIsNothingToMigrateAndNoStatus() throws Exception {
        Path settings = Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "jdbc:postgresql://127.0.0.1/x", "secret": "env:X"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "file:///nowhere/raw"}}]
                """);

        TotesProcess migrated = run("migrate", settings);
        assertThat(migrated.exitCode()).isEqualTo(2);
        assertThat(migrated.errors()).isEqualTo("Cannot migrate a warehouse: the settings have no group Warehouse");

        TotesProcess status = run("status", settings);
        assertThat(status.exitCode()).isEqualTo(2);
        assertThat(status.errors())
                .isEqualTo("Cannot tell the status of a warehouse: the settings have no group Warehouse");
    }

    private TotesProcess run(String command, Path settings) throws InterruptedException {
        String home = folder.resolve("home").toString();
        String[] arguments = command.equals("run")
                ? new String[] {command, "--home", home, "--bounded", "--properties", settings.toString()}
                : new String[] {command, "--properties", settings.toString()};
        try (TotesProcess totes = TotesProcess.start(arguments)) {
            return totes.awaitEnd();
        }
    }

    private Path settings(String totesys, String warehouse) throws IOException {
        Credentials superuser = SharedServer.server().superuser();
        Path secret = Files.writeString(
                folder.resolve("secret.json"),
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(superuser.username(), superuser.password()));
        return Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%s", "secret": "file:%s"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "%s", "processed.path": "%s"}},
                 {"PropertyGroupId": "Warehouse", "PropertyMap": {"url": "%s", "secret": "file:%s"}}]
                """.formatted(
                        SharedServer.server().jdbcUrl(totesys),
                        secret,
                        folder.resolve("lake/raw").toUri(),
                        folder.resolve("lake/processed").toUri(),
                        SharedServer.server().jdbcUrl(warehouse),
                        secret));
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = SharedServer.server().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
