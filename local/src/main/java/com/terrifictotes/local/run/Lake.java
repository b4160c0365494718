package com.terrifictotes.local.run;

import com.terrifictotes.job.LakeSettings;
import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.flink.FileSystems;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What lies in a lake, whatever it lies on. */
final class Lake {

    /** How the name of a file begins that no checkpoint has made part of the lake: no engine reads it. */
    private static final String HIDDEN = ".";

    private Lake() {}

    /** Makes a lake reachable that does not lie on this machine. */
    static void reach(LakeSettings lake) {
        URI processed = lake.processedPath();
        if (!isHere(lake.rawPath()) || (processed != null && !isHere(processed))) {
            FileSystems.load();
        }
    }

    private static boolean isHere(URI zone) {
        return "file".equals(zone.getScheme());
    }

    /** Whether a zone holds no rows: what a job that was killed before its first checkpoint began to write is none. */
    static boolean isEmpty(URI zone) {
        try {
            Path path = new Path(zone);
            FileSystem files = path.getFileSystem();
            return !files.exists(path) || !holdsFile(files, path);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot look into the lake %s: %s".formatted(zone, e.getMessage()), e);
        }
    }

    private static boolean holdsFile(FileSystem files, Path folder) throws IOException {
        FileStatus[] found = files.listStatus(folder);
        if (found == null) {
            return false;
        }
        for (FileStatus file : found) {
            if (file.isDir() ? holdsFile(files, file.getPath()) : isVisible(file)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isVisible(FileStatus file) {
        return !file.getPath().getName().startsWith(HIDDEN);
    }
}
