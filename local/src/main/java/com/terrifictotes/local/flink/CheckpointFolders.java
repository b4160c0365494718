package com.terrifictotes.local.flink;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * Where the runs of one pipeline keep their checkpoints: each run in a folder of its own, the savepoint of its end
 * included.
 *
 * @param folder of all runs
 */
record CheckpointFolders(Path folder) {

    private static final String RUN = "run-";

    /** A folder as Flink wants to be told of it: a space is a space there, and {@code %20} another folder. */
    static String forFlink(Path folder) {
        return org.apache.flink.core.fs.Path.fromLocalFile(folder.toFile()).toString();
    }

    /** The newest checkpoint or savepoint of all runs. */
    Optional<RestorePoint> newest() {
        return RestorePoint.newest(folder);
    }

    /** A new folder for a run that begins; folders of runs that nothing is restored from any more are deleted. */
    Path begin(Optional<RestorePoint> restored) {
        try {
            List<Path> before = runs();
            for (Path run : before) {
                if (restored.isEmpty() || !restored.get().folder().startsWith(run)) {
                    FileUtils.deleteDirectory(run.toFile());
                }
            }
            long last =
                    before.stream().mapToLong(CheckpointFolders::number).max().orElse(0);
            return Files.createDirectories(folder.resolve("%s%06d".formatted(RUN, last + 1)));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot make a folder for checkpoints in %s: %s".formatted(folder, e), e);
        }
    }

    private List<Path> runs() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.filter(run -> nameOf(run).matches(RUN + "\\d+")).toList();
        }
    }

    private static long number(Path run) {
        return Long.parseLong(nameOf(run).substring(RUN.length()));
    }

    private static String nameOf(Path run) {
        return String.valueOf(run.getFileName());
    }
}
