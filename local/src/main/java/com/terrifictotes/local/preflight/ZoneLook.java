package com.terrifictotes.local.preflight;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.util.IOUtils;

/** Looks whether a zone of the lake can be written the way the job does: in parts, visible only when committed. */
final class ZoneLook {

    /** More than the 5 MB of the smallest part of an upload. */
    private static final int BYTES = 6 << 20;
    /** Hidden, so that no engine takes it for rows. */
    private static final String NAME = ".totes-preflight-";

    private final Section section;

    ZoneLook(Section section) {
        this.section = section;
    }

    void look(URI zone) {
        Path file = new Path(new Path(zone), NAME + UUID.randomUUID());
        try {
            FileSystem files = file.getFileSystem();
            write(files, file);
            boolean isSame = isWhole(files, file);
            files.delete(file, false);
            if (isSame) {
                section.fine("%s: %d MB were uploaded in parts, read back and deleted".formatted(zone, BYTES >> 20));
            } else {
                section.problem("%s: what was written is not what is read back".formatted(zone));
            }
        } catch (IOException e) {
            section.problem("%s cannot be written: %s".formatted(zone, reason(e)));
        }
    }

    private static void write(FileSystem files, Path file) throws IOException {
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, (byte) 'T');
        RecoverableFsDataOutputStream out = files.createRecoverableWriter().open(file);
        try {
            out.write(bytes);
            out.persist();
            // Not closed behind this: a stream to S3 takes that amiss.
            out.closeForCommit().commit();
        } catch (IOException e) {
            IOUtils.closeQuietly(out);
            throw e;
        }
    }

    private static boolean isWhole(FileSystem files, Path file) throws IOException {
        if (files.getFileStatus(file).getLen() != BYTES) {
            return false;
        }
        try (FSDataInputStream in = files.open(file)) {
            return in.readAllBytes().length == BYTES;
        }
    }

    /** The innermost message: file systems wrap what S3 said many times. */
    private static String reason(IOException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
