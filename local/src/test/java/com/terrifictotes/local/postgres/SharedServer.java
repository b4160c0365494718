package com.terrifictotes.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/** One server for all tests of a JVM, because starting one takes seconds; every test has a database of its own. */
public final class SharedServer {
    private static final PostgresServer SERVER = start();

    private SharedServer() {}

    public static PostgresServer server() {
        return SERVER;
    }

    /** The name of a new, empty database. */
    public static String newDatabase() throws SQLException {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        SERVER.createDatabase(name);
        return name;
    }

    private static PostgresServer start() {
        try {
            Path folder = Files.createTempDirectory("totes-shared-");
            PostgresServer server = PostgresServer.start(folder.resolve("server"), Durability.FAST);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(PostgresServer server, Path folder) {
        server.close();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
