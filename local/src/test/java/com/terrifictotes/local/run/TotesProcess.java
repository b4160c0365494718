package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command {@code totes} as a process of its own, as a user starts it. */
public final class TotesProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private TotesProcess(Process process) {
        this.process = process;
        readers.add(reader(process.getInputStream(), output));
        readers.add(reader(process.getErrorStream(), errors));
    }

    /** Starts {@code totes}, in a time zone far from UTC. */
    public static TotesProcess start(String... arguments) {
        return startIn(List.of(), arguments);
    }

    /** Starts {@code totes} in a JVM with more options. */
    static TotesProcess startIn(List<String> options, String... arguments) {
        return start(new ProcessBuilder(command(Totes.class, options, List.of(arguments))));
    }

    /** Starts {@code totes} with more variables in its environment. */
    static TotesProcess startWith(Map<String, String> environment, String... arguments) {
        ProcessBuilder process = new ProcessBuilder(command(Totes.class, List.of(), List.of(arguments)));
        process.environment().putAll(environment);
        return start(process);
    }

    /** Starts {@code totes} by another program, which stands before it. */
    static TotesProcess startBehind(List<String> prefix, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command(Totes.class, List.of(), List.of(arguments)));
        return start(new ProcessBuilder(command));
    }

    /** Starts {@code totes}, which dies at a step of the checkpoint behind so many others. */
    static TotesProcess startHalting(String step, int checkpointsBefore, String... arguments) {
        List<String> all = new ArrayList<>(List.of(step, Integer.toString(checkpointsBefore)));
        all.addAll(List.of(arguments));
        return start(new ProcessBuilder(command(HaltingTotes.class, List.of(), all)));
    }

    /** Starts {@code totes}, which tells the steps of its checkpoints. */
    static TotesProcess startTelling(String... arguments) {
        return start(new ProcessBuilder(command(TellingTotes.class, List.of(), List.of(arguments))));
    }

    private static TotesProcess start(ProcessBuilder process) {
        try {
            return new TotesProcess(process.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + process.command(), e);
        }
    }

    private static List<String> command(Class<?> program, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=America/Los_Angeles",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dtotes.sql=" + Path.of("../flink-sql/target").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(arguments);
        return command;
    }

    /** Waits for its end. */
    public TotesProcess awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ended within %s; so far: %s %s", PATIENCE, output, errors)
                .isTrue();
        for (Thread reader : readers) {
            reader.join();
        }
        return this;
    }

    /** Waits until it has printed a line with that text. */
    public void awaitLine(String text) {
        awaitLines(text, 1);
    }

    /** Waits until it has printed as many lines with that text. */
    void awaitLines(String text, int count) {
        await().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive())
                    .as("alive; so far: %s %s", output, errors)
                    .isTrue();
            return output.stream().filter(line -> line.contains(text)).count() >= count;
        });
    }

    /** As somebody who types lines, and then the end of input. */
    TotesProcess type(String... lines) throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** As Ctrl-C does. */
    public void interrupt() throws IOException {
        signal("INT");
    }

    /** Sends a signal to it alone, and to none of the programs it has started. */
    void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    }

    /** The programs it has started. */
    Stream<ProcessHandle> children() {
        return process.children();
    }

    /** As {@code kill -9} does: by its handle, because Process would close the output, too. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    public int exitCode() {
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    public String output() {
        return String.join("\n", output);
    }

    public String errors() {
        return String.join("\n", errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Thread reader(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("(no more: " + e + ")");
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }
}
