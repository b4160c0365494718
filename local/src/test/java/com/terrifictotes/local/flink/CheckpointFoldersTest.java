package com.terrifictotes.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFoldersTest {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void aFolderWithASpaceIsTheSameOneForFlink() throws IOException {
        Path home = folder.resolve("a home, 100%");
        org.apache.flink.core.fs.Path inFlink = new org.apache.flink.core.fs.Path(CheckpointFolders.forFlink(home));

        FileSystem.getLocalFileSystem().mkdirs(inFlink);

        assertThat(Files.isDirectory(home)).isTrue();
    }
}
