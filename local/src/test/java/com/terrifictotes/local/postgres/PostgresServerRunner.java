package com.terrifictotes.local.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** Starts a server on a folder, commits a row, says its port, and waits to be killed. */
final class PostgresServerRunner {
    private PostgresServerRunner() {}

    public static void main(String[] arguments) throws Exception {
        PostgresServer server = PostgresServer.start(Path.of(arguments[0]), Durability.DURABLE);
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS survivor AS SELECT 42 AS answer");
        }
        System.out.println("port " + server.port());
        Thread.sleep(Long.MAX_VALUE);
    }
}
