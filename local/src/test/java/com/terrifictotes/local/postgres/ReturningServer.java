package com.terrifictotes.local.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A server that, stopped and started again, is where it was. */
public final class ReturningServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Path folder;
    private final Durability durability;
    private PostgresServer server;

    /** Starts it on a free port. */
    public ReturningServer(Path folder) {
        this(folder, Durability.FAST);
    }

    /** Starts it on a free port. */
    public ReturningServer(Path folder, Durability durability) {
        this.folder = folder;
        this.durability = durability;
        this.server = PostgresServer.start(folder, durability);
    }

    /** As it was started last. */
    public PostgresServer server() {
        return server;
    }

    /** Stops it: all connections are broken, and none is to be had. */
    public void stop() {
        server.close();
    }

    /** Kills its processes, if they live: nothing is written any more, not even what was about to be. */
    public void kill() {
        try {
            List<ProcessHandle> processes = Postmaster.of(folder.toRealPath()).stream()
                    .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                    .toList();
            processes.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle process : processes) {
                process.onExit().get(PATIENCE_SECONDS, SECONDS);
            }
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Cannot kill the server", e);
        }
        server.close();
    }

    /** Starts it again on the port it had. */
    public void comeBack() {
        int port = server.port();
        server = PostgresServer.start(folder, durability, () -> port);
    }

    @Override
    public void close() {
        server.close();
    }
}
