package com.terrifictotes.local.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A complete checkpoint or savepoint: a folder with a {@code _metadata} file, which Flink writes last.
 *
 * @param folder that holds it
 */
public record RestorePoint(Path folder) {

    private static final String COMPLETE = "_metadata";
    private static final int DEEPEST = 3;

    /** The one written last below any of the folders. */
    public static Optional<RestorePoint> newest(Path... folders) {
        return Stream.of(folders)
                .flatMap(folder -> below(folder).stream())
                .max(Comparator.comparingLong(RestorePoint::writtenAt))
                .map(metadata -> new RestorePoint(java.util.Objects.requireNonNull(metadata.getParent())));
    }

    String uri() {
        return folder.toUri().toString();
    }

    private static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(file -> file.endsWith(COMPLETE)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for checkpoints in " + folder, e);
        }
    }

    private static long writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
