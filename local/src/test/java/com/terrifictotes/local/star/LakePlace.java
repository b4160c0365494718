package com.terrifictotes.local.star;

import com.terrifictotes.local.s3.S3FileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the zones of a lake lie. */
interface LakePlace {

    /** A zone, as the settings name it. */
    URI zone(String name);

    /** A folder that holds what a zone holds now. */
    Path readable(String name);

    /**
     * In a folder of the bucket of a server.
     *
     * @param copies where the zones can be read once they are downloaded there
     */
    static LakePlace inBucket(String name, Path copies) {
        return new LakePlace() {
            @Override
            public URI zone(String zone) {
                return S3FileSystem.folder(name + "/" + zone);
            }

            @Override
            public Path readable(String zone) {
                return copies.resolve(zone);
            }
        };
    }

    /** On a disk of this machine. */
    static LakePlace in(Path folder) {
        return new LakePlace() {
            @Override
            public URI zone(String name) {
                return readable(name).toUri();
            }

            @Override
            public Path readable(String name) {
                try {
                    return Files.createDirectories(folder.resolve(name));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
