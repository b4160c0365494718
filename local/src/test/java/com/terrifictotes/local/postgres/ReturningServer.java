package com.terrifictotes.local.postgres;

import java.nio.file.Path;

/** A server that, stopped and started again, is where it was. */
public final class ReturningServer implements AutoCloseable {

    private final Path folder;
    private PostgresServer server;

    /** Starts it on a free port. */
    public ReturningServer(Path folder) {
        this.folder = folder;
        this.server = PostgresServer.start(folder, Durability.FAST);
    }

    /** As it was started last. */
    public PostgresServer server() {
        return server;
    }

    /** Stops it: all connections are broken, and none is to be had. */
    public void stop() {
        server.close();
    }

    /** Starts it again on the port it had. */
    public void comeBack() {
        int port = server.port();
        server = PostgresServer.start(folder, Durability.FAST, () -> port);
    }

    @Override
    public void close() {
        server.close();
    }
}
