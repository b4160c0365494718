package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.s3.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged job in a process of its own, run by the stand-in for the service: on the class path is what the service
 * has, the file system for S3 is a plugin, and the job's jar is all there is of the job.
 */
final class ServiceProcess implements AutoCloseable {

    private static final Path SERVICE = Path.of("..", "service", "target");
    private static final Path PLUGINS = Path.of("target", "plugins");
    private static final Path JARS = Path.of("..", "flink-job", "target");
    private static final long PATIENCE_SECONDS = 240;

    private final Process process;
    private final BufferedReader answers;
    private final Path errors;

    private ServiceProcess(Process process, Path errors) {
        this.process = process;
        this.answers = process.inputReader();
        this.errors = errors;
    }

    /**
     * Starts it.
     *
     * @param folder for its configuration and its logs
     * @param configuration of Flink
     * @param properties the settings of the job
     */
    static ServiceProcess start(Path folder, Map<String, String> configuration, Path properties) {
        try {
            writeConfiguration(folder, configuration);
            Path errors = folder.resolve("service.err");
            ProcessBuilder builder = new ProcessBuilder(command(folder, properties));
            builder.environment()
                    .put("FLINK_PLUGINS_DIR", PLUGINS.toAbsolutePath().toString());
            builder.redirectError(errors.toFile());
            return new ServiceProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the stand-in for the service", e);
        }
    }

    /** What the service configures, and what it lets the job configure, without what a test decides. */
    static Map<String, String> configuration(S3Server server, Path folder) {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("state.backend.type", "rocksdb");
        configuration.put("execution.checkpointing.incremental", "true");
        configuration.put(
                "execution.checkpointing.dir",
                folder.resolve("checkpoints").toUri().toString());
        configuration.put("restart-strategy.type", "exponential-delay");
        configuration.put("io.tmp.dirs", folder.resolve("tmp").toString());
        configuration.put("rest.address", "127.0.0.1");
        configuration.put("rest.bind-address", "127.0.0.1");
        configuration.put("rest.bind-port", "0");
        configuration.put("jobmanager.rpc.address", "127.0.0.1");
        configuration.put("taskmanager.memory.managed.size", "128m");
        configuration.put("execution.program-config.enabled", "false");
        configuration.put("s3.endpoint", server.address().toString());
        configuration.put("s3.path.style.access", "true");
        configuration.put("s3.access-key", "anybody");
        configuration.put("s3.secret-key", "anything");
        configuration.put("s3.directory.marker.retention", "keep");
        return configuration;
    }

    /** Waits until the job's program has handed its job to Flink. */
    ServiceProcess awaitStart() {
        assertThat(answer()).isEqualTo("started");
        return this;
    }

    /** Takes a savepoint while the job goes on; the result is its path. */
    String savepoint(Path folder) throws IOException {
        return ask("savepoint", folder, "savepoint ");
    }

    /** Stops the job behind a savepoint, and the process; the result is the path of the savepoint. */
    String stop(Path folder) throws IOException, InterruptedException {
        String path = ask("stop", folder, "stopped ");
        awaitEnd();
        assertThat(process.exitValue()).as(errors()).isZero();
        return path;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits for its end; the result is what it wrote to standard error. */
    String awaitFailure() throws InterruptedException {
        awaitEnd();
        assertThat(process.exitValue()).isOne();
        return errors();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private String ask(String command, Path folder, String answer) throws IOException {
        process.getOutputStream().write((command + " " + folder.toUri() + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String line = answer();
        assertThat(line).startsWith(answer);
        return line.substring(answer.length());
    }

    /** What Flink itself says on standard output begins otherwise, and is nobody's answer. */
    private String answer() {
        return answers.lines()
                .filter(line -> line.matches("(started|savepoint .*|stopped .*)"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the service has ended: " + errors()));
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeConfiguration(Path folder, Map<String, String> configuration) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        List<String> lines = configuration.entrySet().stream()
                .map(entry -> "%s: \"%s\"".formatted(entry.getKey(), entry.getValue()))
                .toList();
        Files.write(
                folder.resolve("config.yaml"), lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** What Flink opens is part of the configuration it comes with. */
    private static List<String> command(Path folder, Path properties) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1200m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Dtotes.log=" + folder.resolve("service.log"),
                "-cp",
                SERVICE.resolve("totes-service.jar") + System.getProperty("path.separator") + SERVICE.resolve("lib")
                        + "/*",
                "com.terrifictotes.service.Service",
                folder.toString(),
                uberJar().toString(),
                "--properties",
                properties.toString());
    }

    /** What would be given to the service. */
    static Path uberJar() throws IOException {
        try (Stream<Path> jars = Files.list(JARS)) {
            List<Path> found =
                    jars.filter(jar -> jar.toString().endsWith("-uber.jar")).toList();
            assertThat(found).as("uber jars in " + JARS.toAbsolutePath()).hasSize(1);
            return found.get(0).toAbsolutePath().normalize();
        }
    }
}
