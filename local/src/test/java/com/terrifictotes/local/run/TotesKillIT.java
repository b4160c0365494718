package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.pipeline.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole process is gone at once, JobManager and all: at steps of a checkpoint, and at any moment. The next run carries
 * on, and in the end everything is there once.
 *
 * <p>{@code -Dkill.times=N} kills at so many random moments, {@code -Dkill.steps=all} at every step that a run has in each of
 * its checkpoints.
 */
class TotesKillIT {

    private static final int TIMES = Integer.getInteger("kill.times", 1);
    private static final int KILLED = 137;
    private static final int CHECKPOINTS_BEFORE = 3;
    private static final int CHECKPOINTS_LOOKED_AT = 3;
    private static final boolean IS_AT_ALL_STEPS =
            System.getProperty("kill.steps", "some").equals("all");
    private static final int LONGEST_MILLIS = 5_000;

    /** Where the job's word and the world's part ways: the source's, the JobManager's, the lake's, the warehouse's. */
    private static final List<String> SOME_STEPS = List.of(
            "after the snapshot of the enumerator",
            "before the checkpoint counts",
            "when the checkpoint counts",
            "before a file of raw zone: Committer #2",
            "before the publish",
            "after the publish");

    private static final String[] OPTIONS = {
        "--orders", "300", "--speed", "6000", "--poll", "PT0.2S", "--checkpoint", "PT0.5S"
    };

    private final Random random = new Random();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void killedBeforeItsFirstCheckpointItBeginsAnew() throws Exception {
        try (TotesProcess totes =
                TotesProcess.start("run", "--home", home().toString(), "--orders", "300", "--checkpoint", "PT10M")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> holdsFiles(home().resolve("lake/raw")));
            totes.kill();
        }
        requireEverythingOnce();
    }

    @Test
    void killedAtStepsOfItsCheckpointsNothingIsLostAndNothingTwice() throws Exception {
        List<String> steps = IS_AT_ALL_STEPS ? allSteps() : SOME_STEPS;
        System.out.printf("halts at %d steps of a checkpoint: %s%n", steps.size(), steps);
        for (String step : steps) {
            try (TotesProcess totes = TotesProcess.startHalting(step, CHECKPOINTS_BEFORE, options())) {
                totes.awaitEnd();
                assertThat(totes.exitCode()).as("%s: %s", step, totes.errors()).isEqualTo(KILLED);
            }
        }
        requireEverythingOnce();
        requireSaid("reconcile", "The same.");
        requireSaid("rebuild", "The warehouse is what the raw zone says");
    }

    @Test
    void killedAtAnyMomentNothingIsLostAndNothingTwice() throws Exception {
        for (int kill = 0; kill < TIMES; kill++) {
            try (TotesProcess totes = TotesProcess.start(options())) {
                totes.awaitLines("rows read,", 1 + random.nextInt(3));
                // Any moment may be the one: this is a wait for a time.
                Thread.sleep(random.nextInt(LONGEST_MILLIS));
                totes.kill();
            }
        }
        requireEverythingOnce();
    }

    /** Those that come in each of some checkpoints: which others do depends on what is traded. */
    private List<String> allSteps() throws Exception {
        try (TotesProcess totes = TotesProcess.startTelling(options())) {
            totes.awaitLines(TellingTotes.LINE, CHECKPOINTS_BEFORE + CHECKPOINTS_LOOKED_AT);
            totes.kill();
            List<List<String>> told = totes.output()
                    .lines()
                    .filter(line -> line.startsWith(TellingTotes.LINE))
                    .map(line ->
                            List.of(line.substring(TellingTotes.LINE.length()).split(TellingTotes.COMMA)))
                    .skip(CHECKPOINTS_BEFORE)
                    .toList();
            assertThat(told).hasSizeGreaterThanOrEqualTo(CHECKPOINTS_LOOKED_AT);
            List<String> steps = new ArrayList<>(told.get(0));
            told.forEach(steps::retainAll);
            assertThat(steps).containsAll(SOME_STEPS);
            return steps;
        }
    }

    private void requireSaid(String command, String words) throws Exception {
        try (TotesProcess totes =
                TotesProcess.start(command, "--home", home().toString()).awaitEnd()) {
            assertThat(totes.exitCode())
                    .as("%s: %s %s", command, totes.output(), totes.errors())
                    .isZero();
            assertThat(totes.output()).contains(words);
        }
    }

    private static boolean holdsFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(Files::isRegularFile);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private String[] options() {
        String[] arguments = new String[OPTIONS.length + 3];
        arguments[0] = "run";
        arguments[1] = "--home";
        arguments[2] = home().toString();
        System.arraycopy(OPTIONS, 0, arguments, 3, OPTIONS.length);
        return arguments;
    }

    private Path home() {
        return folder.resolve("home");
    }

    private void requireEverythingOnce() throws Exception {
        try (TotesProcess last = TotesProcess.start("run", "--home", home().toString(), "--bounded")) {
            last.awaitEnd();
            assertThat(last.exitCode()).as(last.errors()).isZero();
        }
        Path csv = Exports.ofHome(home(), Files.createDirectory(folder.resolve("csv")));
        RawZoneReader rawZone = new RawZoneReader(home().resolve("lake/raw"));
        for (String table : Exports.TABLES) {
            assertThat(rawZone.differences(table, csv.resolve(table + ".csv")))
                    .as("the raw zone's and totesys' %s", table)
                    .isEmpty();
            assertThat(rawZone.badlyNumbered(table)).as(table).isEmpty();
        }
        try (HomeAtRest warehouse = HomeAtRest.warehouseOf(home())) {
            for (String table : List.of("sales_order", "purchase_order", "payment")) {
                requireSameVersions(warehouse, rawZone, table);
            }
        }
    }

    /** The fact in the warehouse, and in the processed zone, has the versions of the raw zone. */
    private void requireSameVersions(HomeAtRest warehouse, RawZoneReader rawZone, String table) throws Exception {
        String versions = "SELECT %1$s_id, %3$s FROM %2$s ORDER BY 1, 2";
        List<String> raw = lines(versions.formatted(table, rawZone.files(table), "_version"));
        Path processed = home().resolve("lake/processed");
        String fact = "fact_" + table;
        assertThat(warehouse.rows(versions.formatted(table, fact, "version")))
                .as("%s and the raw zone", fact)
                .isEqualTo(raw);
        assertThat(lines(versions.formatted(table, new RawZoneReader(processed).files(fact), "version")))
                .as("%s in the processed zone, and the raw zone", fact)
                .isEqualTo(raw);
    }

    private static List<String> lines(String query) {
        return DuckDb.query(query).stream()
                .map(values -> String.join("|", values))
                .toList();
    }
}
