package com.terrifictotes.local.run;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.warehouse.Migrations;
import java.nio.file.Path;
import java.sql.SQLException;

/** The warehouse of a home: a Postgres with the newest schema, a role that fills it and one that may only read. */
final class HomeWarehouse implements AutoCloseable {

    /** Who makes and fills the tables. */
    static final String WRITER = "totes_writer";
    /** Who reads them. */
    static final String ANALYST = "totes_analyst";

    private static final String DATABASE = "warehouse";

    private final PostgresServer server;

    private HomeWarehouse(PostgresServer server) {
        this.server = server;
    }

    /** Starts it; the first time, it is made. */
    static HomeWarehouse start(Path folder) {
        PostgresServer server = PostgresServer.start(folder, Durability.DURABLE);
        try {
            prepare(server);
            return new HomeWarehouse(server);
        } catch (SQLException e) {
            server.close();
            throw new EnvironmentException("Cannot make the warehouse in " + folder, e);
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private static void prepare(PostgresServer server) throws SQLException {
        server.createDatabase(DATABASE);
        Credentials writer = server.createOwner(WRITER, DATABASE);
        Migrations.migrate(server.database(DATABASE, writer));
        server.createReader(ANALYST, DATABASE, "public");
        server.createReader(ANALYST, DATABASE, "etl");
    }

    String jdbcUrl() {
        return server.jdbcUrl(DATABASE);
    }

    @Override
    public void close() {
        server.close();
    }
}
