package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.job.Settings;
import com.terrifictotes.local.pipeline.SettingsFile;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.totesys.TestTotesys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceNowIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatTheJobNeedsAndIsNotThereIsTold() throws Exception {
        TestTotesys totesys = TestTotesys.empty();
        SourceNow asMade = SourceNow.ask(settings(totesys).source());
        totesys.execute("""
                ALTER TABLE department RENAME COLUMN location TO site;
                ALTER TABLE design DROP CONSTRAINT design_pkey CASCADE;
                CREATE TABLE keyless (id int)""");

        SourceNow changed = SourceNow.ask(settings(totesys).source());

        assertThat(asMade.problems()).isEmpty();
        assertThat(asMade.clock()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        assertThat(changed.problems())
                .containsExactly(
                        "table 'design' has no primary key: give it one, or leave it out with Source: tables.exclude",
                        "table 'keyless' has no primary key: give it one, or leave it out with Source: tables.exclude",
                        "column 'department.location' is missing, dim_staff is made of it");
    }

    private Settings settings(TestTotesys totesys) throws IOException {
        Path secret = folder.resolve("secret.json");
        SettingsFile.writeSecret(secret, SharedServer.server().superuser());
        Path settings = folder.resolve("settings.json");
        SettingsFile.write(
                settings,
                Map.of(
                        "Source",
                        Map.of("url", SharedServer.server().jdbcUrl(totesys.database()), "secret", "file:" + secret),
                        "Lake",
                        Map.of("raw.path", "file:///nowhere/raw")));
        return Settings.read(settings);
    }
}
