package com.terrifictotes.local.star;

import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.pipeline.ObservedJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lake or the checkpoints cannot be written for a while. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SMALL = 12;

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;
    private Publishes publishes;

    /** The lake will be on the disk, if there is one. */
    @BeforeEach
    void start() throws Exception {
        pipeline = StarPipeline.in(folder, LakePlace.in(folder.resolve("disk")));
        publishes = new Publishes(pipeline);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void aFullDiskUnderTheLakeStopsTheJobUntilThereIsSpace() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), SMALL)) {
            outlive(disk, "Cannot write to the lake: file:" + disk.folder(), "table=", "No space left on device");
        }
    }

    @Test
    void aFullDiskUnderTheCheckpointsStopsThemUntilThereIsSpace() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("other-disk"), SMALL)) {
            Configuration there = new Configuration();
            there.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    disk.folder().resolve("checkpoints").toUri().toString());
            there.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(0));
            pipeline = pipeline.configured(there);
            outlive(disk, "Could not flush", "file:" + disk.folder().resolve("checkpoints"));
        }
    }

    /** What an administrator does who makes a file where a folder should be; it needs no rights that a test has not. */
    @Test
    void aFolderThatCannotBeMadeStopsTheJobUntilItCan() throws Exception {
        Path inTheWay = folder.resolve("disk/raw/table=staff");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "no folder");
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            awaitInTheLog("Failed to create the parent directory: ", "/disk/raw/table=staff/");
            Files.delete(inTheWay);
            proveAtRest(job);
        }
    }

    private void outlive(SmallDisk disk, String... reasons) throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), 8)) {
            job.start(2);
            publishes.awaitCompleteTo(System.currentTimeMillis());
            long began = job.job().newestCheckpointBegan();
            long restores = job.job().restores();
            disk.fill();
            await("a restart of the job").atMost(PATIENCE).until(() -> job.job().restores() > restores);
            awaitInTheLog(reasons);
            disk.clear();
            publishes.awaitCompleteTo(System.currentTimeMillis());
            job.wasSetBackTo(began);
            trade.finish();
            System.out.printf(
                    "full disk: %d restarts, %d checkpoints failed%n",
                    job.job().restores() - restores, job.job().failedCheckpoints());
            proveAtRest(job);
        }
    }

    private void proveAtRest(ObservedJob job) throws Exception {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
        job.stop();
        new StarProof(pipeline).requireAll(job.cuts().survivors());
    }

    /** What a user finds in the log of Flink. */
    private static void awaitInTheLog(String... texts) {
        Path log = Path.of(System.getProperty("totes.log"));
        await("in the log: " + String.join(" … ", texts)).atMost(PATIENCE).until(() -> {
            try (Stream<String> lines = Files.lines(log)) {
                return lines.anyMatch(line -> Stream.of(texts).allMatch(line::contains));
            }
        });
    }
}
