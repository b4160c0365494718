package com.terrifictotes.local.lake;

import com.terrifictotes.lake.RawZone;
import com.terrifictotes.local.EnvironmentException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The files of a raw zone, where DuckDB can open them: beneath a folder of this machine whose name has no meaning in a
 * pattern. Files of this machine are there by a link, all others are brought there when they are asked for.
 */
final class RawFiles {

    private static final int MOST_LISTINGS = 100;

    private final Path zone;
    private final java.nio.file.Path local;
    private final boolean isHere;

    private RawFiles(Path zone, java.nio.file.Path local, boolean isHere) {
        this.zone = zone;
        this.local = local;
        this.isHere = isHere;
    }

    /** @param local where the files will be: a name in a folder, taken by nothing */
    static RawFiles of(URI zone, java.nio.file.Path local) throws IOException {
        boolean isHere = zone.getScheme() == null || zone.getScheme().equals("file");
        if (isHere) {
            Files.createSymbolicLink(
                    local, java.nio.file.Path.of(zone.getPath()).toAbsolutePath());
        }
        return new RawFiles(new Path(zone), local, isHere);
    }

    /** All files of a table that are visible now; none if there is no such table. */
    List<String> ofTable(String table) {
        Path folder = new Path(zone, RawZone.folder(table));
        try {
            FileSystem files = folder.getFileSystem();
            List<String> paths = new ArrayList<>();
            if (files.exists(folder)) {
                for (FileStatus day : files.listStatus(folder)) {
                    addFiles(files, day, paths);
                }
            }
            paths.sort(Comparator.naturalOrder());
            return paths;
        } catch (IOException e) {
            throw new EnvironmentException("Cannot read the raw zone %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private void addFiles(FileSystem files, FileStatus day, List<String> paths) throws IOException {
        if (!day.isDir()) {
            return;
        }
        for (FileStatus file : list(files, day.getPath())) {
            String name = file.getPath().getName();
            if (name.endsWith(".parquet") && !name.startsWith(".")) {
                paths.add(bring(files, file.getPath()).toString());
            }
        }
    }

    /** A file that gets its final name while the folder is listed is a file that is not there: the folder is listed anew. */
    private static FileStatus[] list(FileSystem files, Path day) throws IOException {
        for (int again = MOST_LISTINGS; ; again--) {
            try {
                return files.listStatus(day);
            } catch (FileNotFoundException e) {
                if (again == 0 || !files.exists(day)) {
                    throw e;
                }
            }
        }
    }

    private java.nio.file.Path bring(FileSystem files, Path file) throws IOException {
        Path day = file.getParent();
        java.nio.file.Path folder = local.resolve(day.getParent().getName()).resolve(day.getName());
        java.nio.file.Path here = folder.resolve(file.getName());
        if (isHere || Files.exists(here)) {
            return here;
        }
        Files.createDirectories(folder);
        java.nio.file.Path half = folder.resolve("." + file.getName());
        try (InputStream content = files.open(file)) {
            Files.copy(content, half, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(half, here, StandardCopyOption.ATOMIC_MOVE);
    }
}
