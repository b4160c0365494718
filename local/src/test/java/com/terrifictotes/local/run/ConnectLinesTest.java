package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.job.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectLinesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aDeploymentIsToldWithoutAUser() throws IOException {
        assertThat(lines("jdbc:postgresql://warehouse.example.org/star?sslmode=require")
                        .lines())
                .containsExactly(
                        "export PGHOST='warehouse.example.org'",
                        "export PGPORT='5432'",
                        "export PGDATABASE='star'",
                        "export TOTES_RAW='s3a://totes-raw/totesys'",
                        "export TOTES_PROCESSED='s3a://totes-processed/totesys'");
    }

    @Test
    void severalHostsAndPortsAreTold() throws IOException {
        assertThat(lines("jdbc:postgresql://first:5433,[::1],third:5434/star").lines())
                .contains("export PGHOST='first,::1,third'", "export PGPORT='5433,5432,5434'");
    }

    @Test
    void aUserIsToldWithAPasswordFileWhateverItsName() throws IOException {
        assertThat(lines("jdbc:postgresql://warehouse/star")
                        .as("analyst", Path.of("/home/o'hara/password"))
                        .lines())
                .contains("export PGUSER='analyst'", "export PGPASSFILE='/home/o'\\''hara/password'");
    }

    @Test
    void aPipelineIntoTheLakeAloneIsToldWhereThatIs() throws IOException {
        assertThat(linesOf("").lines())
                .containsExactly(
                        "export TOTES_RAW='s3a://totes-raw/totesys'",
                        "export TOTES_PROCESSED='s3a://totes-processed/totesys'");
    }

    private ConnectLines lines(String url) throws IOException {
        return linesOf(
                ", {\"PropertyGroupId\": \"Warehouse\", \"PropertyMap\": {\"url\": \"%s\", \"secret\": \"env:WAREHOUSE\"}}"
                        .formatted(url));
    }

    private ConnectLines linesOf(String more) throws IOException {
        Path settings = folder.resolve("settings.json");
        Files.writeString(settings, """
                [{"PropertyGroupId": "Source", "PropertyMap":
                    {"url": "jdbc:postgresql://totesys/totesys", "secret": "env:TOTESYS"}},
                 {"PropertyGroupId": "Lake", "PropertyMap":
                    {"raw.path": "s3a://totes-raw/totesys", "processed.path": "s3a://totes-processed/totesys"}}%s]
                """.formatted(more));
        return ConnectLines.of(Settings.read(settings));
    }
}
