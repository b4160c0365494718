package com.terrifictotes.local.flink;

import com.terrifictotes.local.EnvironmentException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * A complete checkpoint or savepoint: a folder with a {@code _metadata} file, which Flink writes last.
 *
 * @param folder that holds it
 * @param number of the checkpoint: it goes on counting when a job carries on, so the greatest is the newest, whatever
 *     clocks say
 */
public record RestorePoint(Path folder, long number) {

    private static final String COMPLETE = "_metadata";
    private static final String SAVEPOINT = "savepoint-";
    private static final int DEEPEST = 4;

    /** The newest one below a folder. */
    public static Optional<RestorePoint> newest(Path folder) {
        return metadataFiles(folder).stream().map(RestorePoint::of).max(Comparator.comparingLong(RestorePoint::number));
    }

    /** Whether a job was stopped behind it, rather than that it came by. */
    boolean isSavepoint() {
        return String.valueOf(folder.getFileName()).startsWith(SAVEPOINT);
    }

    String uri() {
        return CheckpointFolders.forFlink(folder);
    }

    private static RestorePoint of(Path metadata) {
        Path folder = java.util.Objects.requireNonNull(metadata.getParent());
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            ClassLoader loader = RestorePoint.class.getClassLoader();
            long number = Checkpoints.loadCheckpointMetadata(in, loader, folder.toString())
                    .getCheckpointId();
            return new RestorePoint(folder, number);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot read the checkpoint %s: %s".formatted(folder, e), e);
        }
    }

    private static List<Path> metadataFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(file -> file.endsWith(COMPLETE)).toList();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot look for checkpoints in %s: %s".formatted(folder, e), e);
        }
    }
}
