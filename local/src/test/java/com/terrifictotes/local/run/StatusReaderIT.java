package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.job.Settings;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReaderIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whereASessionLooksForTablesMakesNoDifference() throws Exception {
        PostgresServer server = SharedServer.server();
        String warehouse = SharedServer.newDatabase();
        Migrations.migrate(server.database(warehouse, server.superuser()));

        Status status =
                StatusReader.read(settings(server.jdbcUrl(warehouse) + "?currentSchema=etl"), List.of("currency"));

        assertThat(status.completeTo()).isNull();
        assertThat(StatusLines.of(status))
                .endsWith("Not as many rows known as totesys has: currency. The log of the run has both numbers,"
                        + " ./local/totes reconcile tells which.");
        assertThat(StatusJson.of(status)).contains("\"miscounted\" : [ \"currency\" ]");
        assertThat(status.tables())
                .hasSize(11)
                .allSatisfy(table -> assertThat(table.rows()).isZero());
    }

    private Settings settings(String url) throws IOException {
        Credentials superuser = SharedServer.server().superuser();
        Path secret = Files.writeString(
                folder.resolve("secret.json"),
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(superuser.username(), superuser.password()));
        return Settings.read(Files.writeString(folder.resolve("settings.json"), """
                [{"PropertyGroupId": "Source", "PropertyMap": {"url": "jdbc:postgresql://127.0.0.1/x", "secret": "env:X"}},
                 {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "file:///nowhere/raw"}},
                 {"PropertyGroupId": "Warehouse", "PropertyMap": {"url": "%s", "secret": "file:%s"}}]
                """.formatted(url, secret)));
    }
}
