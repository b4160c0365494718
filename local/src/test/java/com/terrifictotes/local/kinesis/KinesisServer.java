package com.terrifictotes.local.kinesis;

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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A server that speaks as Kinesis does, in a process of its own (kinesis-local, a program for node), with one stream of
 * three shards. It takes any credentials, and forgets everything when it is closed.
 */
public final class KinesisServer implements AutoCloseable {

    /** The stream's ARN. */
    public static final String STREAM = "arn:aws:kinesis:eu-west-2:123456789012:stream/totes-changes";

    private static final String PACKAGE = "kinesis-local@0.6.2";
    private static final Path FOLDER = Path.of("target", "kinesis").toAbsolutePath();
    private static final Path PROGRAM = FOLDER.resolve("node_modules/kinesis-local/main.js");

    /**
     * Of the system, where Linux and macOS have them: node believes those it was built with, and does not know the one that a
     * network puts in between.
     */
    private static final List<Path> AUTHORITIES = Stream.of(
                    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
            .map(Path::of)
            .toList();

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The program listens on all addresses, and has no setting for it. */
    private static final String LISTEN_HERE_ONLY = """
            const { Server } = require('net');
            const listen = Server.prototype.listen;
            Server.prototype.listen = function (where, ...others) {
              return typeof where === 'object'
                ? listen.call(this, { ...where, host: '127.0.0.1' }, ...others)
                : listen.call(this, { port: where, host: '127.0.0.1' }, others[others.length - 1]);
            };
            """;

    private final Process process;
    private final int port;

    private KinesisServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a free port of 127.0.0.1; the test is skipped, and says so, if the program cannot be had. */
    public static KinesisServer start() {
        try {
            requireProgram();
            int port = freePort();
            Process process = command(port).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            KinesisServer server = new KinesisServer(process, port);
            Awaitility.await("the Kinesis server").atMost(PATIENCE).until(server::isUp);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the Kinesis server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot wait for the Kinesis server", e);
        }
    }

    /** Starts a server until it is interrupted. */
    public static void main(String[] arguments) throws InterruptedException {
        try (KinesisServer server = start()) {
            System.out.printf("%s, stream %s, any credentials%n", server.address(), STREAM);
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

    private static void requireProgram() throws IOException, InterruptedException {
        if (!Files.exists(PROGRAM)) {
            Files.createDirectories(FOLDER);
            int result = result(
                    "npm",
                    "install",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=1",
                    "--prefix",
                    ".",
                    PACKAGE);
            Assumptions.assumeTrue(
                    result == 0 && Files.exists(PROGRAM),
                    () -> "no Kinesis server: npm cannot install %s: %s".formatted(PACKAGE, reason()));
        }
        Assumptions.assumeTrue(result("node", "--version") == 0, "no Kinesis server: there is no node to run it");
    }

    private static int result(String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            AUTHORITIES.stream()
                    .filter(Files::isReadable)
                    .findFirst()
                    .ifPresent(bundle -> builder.environment().putIfAbsent("NODE_EXTRA_CA_CERTS", bundle.toString()));
            Process process = builder.start();
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private static ProcessBuilder command(int port) throws IOException {
        Path listenHereOnly = Files.writeString(FOLDER.resolve("listen-here-only.js"), LISTEN_HERE_ONLY);
        ProcessBuilder command = new ProcessBuilder("node", "--require", listenHereOnly.toString(), PROGRAM.toString());
        command.environment()
                .putAll(Map.of(
                        "KINESIS_MOCK_PLAIN_PORT", Integer.toString(port),
                        "KINESIS_MOCK_TLS_PORT", Integer.toString(freePort()),
                        "KINESIS_MOCK_CERT_PATH",
                                PROGRAM.resolveSibling("server.json").toString(),
                        "AWS_REGION", "eu-west-2",
                        "AWS_ACCOUNT_ID", "123456789012",
                        "INITIALIZE_STREAMS", "totes-changes:3",
                        "LOG_LEVEL", "WARN"));
        return command.directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    /** What npm says of itself, or where to look. */
    private static String reason() {
        try (Stream<String> lines = Files.lines(log())) {
            String errors = lines.filter(line -> line.startsWith("npm error"))
                    .limit(3)
                    .map(line -> line.substring("npm error".length()).strip())
                    .collect(Collectors.joining(", "));
            return errors.isEmpty() ? "see " + log() : errors;
        } catch (IOException e) {
            return "there is no npm";
        }
    }

    private static Path log() {
        return FOLDER.resolve("kinesis.log");
    }

    private boolean isUp() {
        if (!process.isAlive()) {
            throw new AssertionError("the Kinesis server has ended, see " + log());
        }
        try {
            URI health = address().resolve("/healthcheck");
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK && FeedReader.isReady(address());
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
