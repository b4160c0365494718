package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {

    private static final String FOLDER = "table=design/cut_date=2026-11-23/";

    @TempDir
    private Path zone = Path.of("");

    @Test
    void aZoneThatWasNeverWrittenIsEmpty() {
        assertThat(Lake.isEmpty(zone.resolve("raw").toUri())).isTrue();
        assertThat(Lake.isEmpty(zone.toUri())).isTrue();
    }

    @Test
    void whatWasBegunBeforeTheFirstCheckpointIsNoRow() throws IOException {
        make(FOLDER + ".part-0-0.parquet.inprogress.1a2b");

        assertThat(Lake.isEmpty(zone.toUri())).isTrue();
    }

    @Test
    void aFinishedFileHoldsRows() throws IOException {
        make(FOLDER + "part-0-0.parquet");

        assertThat(Lake.isEmpty(zone.toUri())).isFalse();
    }

    private void make(String file) throws IOException {
        Path path = zone.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createFile(path);
    }
}
