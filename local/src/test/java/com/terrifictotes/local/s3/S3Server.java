package com.terrifictotes.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * An S3 server in a process of its own, with one bucket, {@code lake}. It takes any credentials. Its objects stay in its
 * folder when it is closed.
 */
public final class S3Server implements AutoCloseable {

    static final String BUCKET = "lake";

    private static final Path PROGRAM = Path.of("target", "s3", "s3mock.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STORE = "--com.adobe.testing.s3mock.store.";

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a free port of 127.0.0.1. */
    public static S3Server start(Path folder) {
        try {
            Files.createDirectories(folder);
            int port = freePort();
            Process process = new ProcessBuilder(command(folder, port))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("s3.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            S3Server server = new S3Server(process, port);
            Awaitility.await("the S3 server").atMost(PATIENCE).until(server::isUp);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the S3 server", e);
        }
    }

    /** Starts a server in a folder, which is the one argument, until it is interrupted. */
    public static void main(String[] arguments) throws InterruptedException {
        try (S3Server server = start(Path.of(arguments[0]))) {
            System.out.printf("%s, bucket %s, any credentials, path style%n", server.address(), BUCKET);
            server.process.waitFor();
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Its second port, which nobody uses, cannot be left out: it takes any that is free. */
    private static List<String> command(Path folder, int port) throws IOException {
        Path objects = Files.createDirectories(folder.resolve("objects"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-jar",
                PROGRAM.toAbsolutePath().toString(),
                "--server.address=127.0.0.1",
                "--server.ssl.enabled=false",
                "--server.port=" + port,
                "--http.port=0",
                STORE + "root=" + objects,
                STORE + "initial-buckets=" + BUCKET,
                STORE + "retain-files-on-exit=true");
    }

    private boolean isUp() {
        if (!process.isAlive()) {
            throw new AssertionError("the S3 server has ended, see s3.log in its folder");
        }
        try {
            HttpURLConnection connection = (HttpURLConnection) address().toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
