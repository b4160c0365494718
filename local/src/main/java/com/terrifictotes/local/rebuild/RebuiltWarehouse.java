package com.terrifictotes.local.rebuild;

import com.terrifictotes.catalog.Database;
import com.terrifictotes.job.PostgresDatabase;
import com.terrifictotes.job.PostgresUrl;
import com.terrifictotes.job.SecretReference;
import com.terrifictotes.job.Timeouts;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.warehouse.Migrations;
import com.terrifictotes.warehouse.FirstLoad;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.util.FileUtils;

/** A warehouse of the newest schema on a server of its own, for as long as it is open. */
final class RebuiltWarehouse implements AutoCloseable {

    private static final String DATABASE = "warehouse";
    private static final String OWNER = "totes_rebuild";
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofHours(12), Duration.ofSeconds(30));

    private final PostgresServer server;
    private final Database database;

    private RebuiltWarehouse(PostgresServer server, Database database) {
        this.server = server;
        this.database = database;
    }

    /** Makes it in a folder that is there. One that a program left when it died is stopped and deleted. */
    static RebuiltWarehouse make(Path folder) {
        Path data = folder.resolve("warehouse");
        forget(data);
        PostgresServer server = PostgresServer.start(data, Durability.FAST);
        try {
            server.createDatabase(DATABASE);
            server.createOwner(OWNER, DATABASE);
            Database database = new PostgresDatabase(
                    new PostgresUrl(server.jdbcUrl(DATABASE)),
                    SecretReference.of("file:" + data + "." + OWNER + ".secret.json"),
                    TIMEOUTS);
            Migrations.migrate(database);
            // What is not complete at the end is looked for in staging.
            try (Connection connection = database.connect()) {
                FirstLoad.giveUp(connection);
            }
            return new RebuiltWarehouse(server, database);
        } catch (SQLException e) {
            server.close();
            throw new EnvironmentException("Cannot make a warehouse in %s: %s".formatted(folder, e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private static void forget(Path data) {
        if (Files.exists(data)) {
            PostgresServer.start(data, Durability.FAST).close();
            FileUtils.deleteDirectoryQuietly(data.toFile());
        }
    }

    /** As its owner reaches it; may go into a job. */
    Database database() {
        return database;
    }

    @Override
    public void close() {
        server.close();
    }
}
