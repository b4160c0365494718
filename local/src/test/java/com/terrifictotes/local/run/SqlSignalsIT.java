package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to {@code totes sql} of a home at rest, whose databases it has started: in each case it leaves nothing behind. */
class SqlSignalsIT {

    /** Takes longer than anybody waits. */
    private static final String ENDLESS = "SELECT count(*) FROM raw_address a, raw_address b, raw_address c,"
            + " raw_address d, raw_address e, raw_address f, raw_address g, raw_address h"
            + " WHERE a.city || b.city || c.city || d.city || e.city || f.city || g.city || h.city = 'x'";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path home = Path.of("");

    @TempDir
    private Path temporary = Path.of("");

    @BeforeAll
    static void aRunHasEnded() throws Exception {
        try (TotesProcess run = TotesProcess.start("run", "--bounded", "--orders", "50", "--home", home.toString())) {
            assertThat(run.awaitEnd().exitCode()).as(run.errors()).isZero();
        }
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(rooms()).as("folders with passwords").isEmpty();
        try (Stream<Path> files = Files.walk(home.resolve("postgres"))) {
            assertThat(files.filter(file -> file.endsWith("postmaster.pid")))
                    .as("databases that run")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aScriptEndsAndSaysWhatEndedIt(String signal, int exitCode) throws Exception {
        try (TotesProcess sql = start("-e", ENDLESS)) {
            ProcessHandle flink = child(sql, "RunScript");

            sql.signal(signal);

            assertThat(sql.awaitEnd().exitCode()).isEqualTo(exitCode);
            assertThat(flink.isAlive()).isFalse();
        }
    }

    @Test
    void ctrlCIsForTheClientOfWhoTypes() throws Exception {
        try (TotesProcess sql = start()) {
            sql.awaitLine("Welcome!");
            assertThat(rooms())
                    .singleElement()
                    .satisfies(room -> assertThat(room.resolve("passwords")).exists());

            sql.signal("INT");
            sql.type("SELECT 'still here' AS answer;", "QUIT;");

            assertThat(sql.awaitEnd().exitCode()).isZero();
            assertThat(sql.output()).contains("| still here |");
        }
    }

    @Test
    void whoTypesIsAskedToEndByAKill() throws Exception {
        try (TotesProcess sql = start()) {
            ProcessHandle flink = child(sql, "SqlClient");
            sql.awaitLine("Welcome!");

            sql.signal("TERM");

            assertThat(sql.awaitEnd().exitCode()).isEqualTo(143);
            assertThat(flink.isAlive()).isFalse();
        }
    }

    /** A signal that comes while the databases are being started is not forgotten. */
    @Test
    void aSignalBeforeFlinkIsThereEndsItAll() throws Exception {
        try (TotesProcess sql = start("-e", ENDLESS)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !rooms().isEmpty());

            sql.signal("TERM");

            assertThat(sql.awaitEnd().exitCode()).isEqualTo(143);
        }
    }

    private static ProcessHandle child(TotesProcess sql, String program) {
        return await().atMost(PATIENCE)
                .until(
                        () -> sql.children()
                                .filter(child -> isOf(child, program))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private static boolean isOf(ProcessHandle process, String program) {
        return process.info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch(argument -> argument.endsWith("." + program));
    }

    private List<Path> rooms() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("totes-sql-"))
                    .toList();
        }
    }

    private TotesProcess start(String... options) {
        String[] arguments = Stream.concat(Stream.of("sql", "--home", home.toString()), Stream.of(options))
                .toArray(String[]::new);
        return TotesProcess.startIn(List.of("-Djava.io.tmpdir=" + temporary), arguments);
    }
}
