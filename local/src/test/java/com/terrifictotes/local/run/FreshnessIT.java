package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.job.Settings;
import com.terrifictotes.local.freshness.Freshness;
import com.terrifictotes.local.freshness.FreshnessMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a commit takes to be visible to an analyst, from one process to the other, while trade goes on. */
class FreshnessIT {

    private static final int COMMITS = 150;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aCommitIsVisibleInTheWarehouseWithinFiveSeconds() throws Exception {
        Path home = folder.resolve("home");
        try (TotesProcess totes =
                TotesProcess.start("run", "--home", home.toString(), "--poll", "PT1S", "--checkpoint", "PT2S")) {
            totes.awaitLine("warehouse complete to ");
            Settings settings = Settings.read(home.resolve("settings.json"));
            Freshness freshness;
            try (Connection totesys = connect(settings.source().url().text(), home, "totesys.secret.json");
                    Connection warehouse = connect(
                            Objects.requireNonNull(settings.warehouse()).url().text(),
                            home,
                            "warehouse.totes_analyst.secret.json")) {
                freshness = new FreshnessMeter(totesys, warehouse)
                        .measure(COMMITS, Duration.ofMinutes(1), new Random(COMMITS));
            }
            System.out.println("Freshness with cuts every second and checkpoints every two: " + freshness);
            assertThat(freshness.percentile(99)).as(freshness.toString()).isLessThan(Duration.ofSeconds(5));
            totes.interrupt();
            totes.awaitEnd();
            assertThat(totes.exitCode()).as(totes.errors()).isZero();
        }
    }

    private static Connection connect(String url, Path home, String secret) throws IOException, SQLException {
        JsonNode credentials = new ObjectMapper()
                .readTree(home.resolve("postgres").resolve(secret).toFile());
        return DriverManager.getConnection(
                url,
                credentials.get("username").asText(),
                credentials.get("password").asText());
    }
}
