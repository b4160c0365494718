package com.terrifictotes.local.run;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What lies in a lake, whatever it lies on. */
final class Lake {

    private Lake() {}

    /** Whether nothing was ever written to a zone. */
    static boolean isEmpty(URI zone) {
        try {
            Path path = new Path(zone);
            FileSystem files = path.getFileSystem();
            FileStatus[] found = files.exists(path) ? files.listStatus(path) : null;
            return found == null || found.length == 0;
        } catch (IOException e) {
            throw new EnvironmentException("Cannot look into the lake %s: %s".formatted(zone, e.getMessage()), e);
        }
    }
}
