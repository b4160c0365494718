package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.feed.StreamAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-2:123456789012:stream/totes-changes";

    private static final Settings DEFAULTS = new Settings(
            new SourceSettings(
                    new PostgresUrl(SettingsJson.URL),
                    SecretReference.of(SettingsJson.SECRET),
                    null,
                    "public",
                    Set.of("_prisma_migrations"),
                    Duration.ofSeconds(5),
                    new Timeouts(Duration.ofMinutes(2), Duration.ofSeconds(10)),
                    new Retry(Duration.ofMinutes(30), Duration.ofSeconds(30)),
                    new LargeTables(250_000, 200_000, Duration.ofHours(1), Duration.ofMinutes(5))),
            new LakeSettings(URI.create("s3a://lake/raw"), null, 134_217_728),
            null,
            null,
            new PipelineSettings("totes", Mode.CONTINUOUS, Duration.ofHours(1), new BigDecimal("0.01")));

    @Test
    void onlyTheRequiredKeysAreNeededAndTheOthersHaveDefaults() {
        assertThat(SettingsJson.required().read()).isEqualTo(DEFAULTS);
    }

    @Test
    void everyKeyCanBeGiven() {
        Settings settings = SettingsJson.empty()
                .with("Source", "url", "jdbc:postgresql://one,two:5433/other?sslmode=verify-ca")
                .with("Source", "secret", "file:/run/secrets/totesys.json")
                .with("Source", "tls.root-certificates", "file:/run/authorities.pem")
                .with("Source", "schema", "sales")
                .with("Source", "tables.exclude", "_prisma_migrations, scratch")
                .with("Source", "poll.interval", "PT0.02S")
                .with("Source", "statement.timeout", "PT10S")
                .with("Source", "connect.timeout", "PT3S")
                .with("Source", "retry.give-up-after", "PT0S")
                .with("Source", "retry.backoff.max", "PT1S")
                .with("Source", "chunk.rows", "1")
                .with("Source", "window.from-rows", "0")
                .with("Source", "window.length", "PT2H")
                .with("Source", "sweep.interval", "PT1M")
                .with("Lake", "raw.path", "file:///var/lake/raw/")
                .with("Lake", "processed.path", "file:///var/lake/processed/")
                .with("Lake", "file.size", "1048576")
                .with("Warehouse", "url", "jdbc:postgresql://three/warehouse")
                .with("Warehouse", "secret", "aws:totes/warehouse")
                .with("Warehouse", "tls.root-certificates", "system")
                .with("Warehouse", "statement.timeout", "PT1M")
                .with("Warehouse", "connect.timeout", "PT2S")
                .with("Feed", "stream", STREAM)
                .with("Feed", "endpoint", "http://127.0.0.1:4568")
                .with("Pipeline", "name", "totes_2-b")
                .with("Pipeline", "mode", "bounded")
                .with("Pipeline", "audit.interval", "PT0S")
                .with("Pipeline", "quarantine.max-share", "0.25")
                .read();

        assertThat(settings)
                .isEqualTo(new Settings(
                        new SourceSettings(
                                new PostgresUrl("jdbc:postgresql://one,two:5433/other?sslmode=verify-ca"),
                                SecretReference.of("file:/run/secrets/totesys.json"),
                                new RootCertificates(RootCertificates.Place.FILE, "/run/authorities.pem"),
                                "sales",
                                Set.of("_prisma_migrations", "scratch"),
                                Duration.ofMillis(20),
                                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(3)),
                                new Retry(Duration.ZERO, Duration.ofSeconds(1)),
                                new LargeTables(1, 0, Duration.ofHours(2), Duration.ofMinutes(1))),
                        new LakeSettings(
                                URI.create("file:///var/lake/raw"),
                                URI.create("file:///var/lake/processed"),
                                1_048_576),
                        new WarehouseSettings(
                                new PostgresUrl("jdbc:postgresql://three/warehouse"),
                                SecretReference.of("aws:totes/warehouse"),
                                new RootCertificates(RootCertificates.Place.SYSTEM, ""),
                                new Timeouts(Duration.ofMinutes(1), Duration.ofSeconds(2))),
                        new FeedSettings(new StreamAddress(STREAM, URI.create("http://127.0.0.1:4568"))),
                        new PipelineSettings("totes_2-b", Mode.BOUNDED, Duration.ZERO, new BigDecimal("0.25"))));
    }

    @Test
    void aWarehouseNeedsAnAddressAndASecretAsSoonAsOneIsMeant() {
        SettingsJson json = SettingsJson.required().with("Warehouse", "statement.timeout", "PT1M");

        assertThatThrownBy(json::read).hasMessage("""
                        Cannot use the settings in settings.json, 2 problems:
                          Warehouse: url: is missing, expected jdbc:postgresql://host[:port]/database[?parameter=value&…] \
                        without user and password
                          Warehouse: secret: is missing, expected aws:<name or ARN>, file:/path/to/secret.json (an absolute \
                        path) or env:NAME, each holding {"username":"…","password":"…"}""");
    }

    @Test
    void aFeedNeedsAStreamByItsArnAndAnAddressWithoutAPath() {
        SettingsJson json = SettingsJson.required()
                .with("Feed", "stream", "totes-changes")
                .with("Feed", "endpoint", "127.0.0.1:4568");

        assertThatThrownBy(json::read).hasMessage("""
                        Cannot use the settings in settings.json, 2 problems:
                          Feed: stream: Cannot use "totes-changes", expected \
                        arn:aws:kinesis:<region>:<account>:stream/<name>
                          Feed: endpoint: Cannot use "127.0.0.1:4568", expected http://host:port or https://host:port""");
    }

    @Test
    void theStarIsMadeOnlyIfItHasSomewhereToGo() {
        assertThat(SettingsJson.required().read().hasStar()).isFalse();
        assertThat(SettingsJson.required()
                        .with("Lake", "processed.path", "s3a://lake/processed")
                        .read()
                        .hasStar())
                .isTrue();
        assertThat(SettingsJson.required()
                        .with("Warehouse", "url", "jdbc:postgresql://db/warehouse")
                        .with("Warehouse", "secret", "aws:totes/warehouse")
                        .with("Warehouse", "tls.root-certificates", "system")
                        .read()
                        .hasStar())
                .isTrue();
    }

    @Test
    void noTableIsExcludedIfTheListIsEmpty() {
        Settings settings =
                SettingsJson.required().with("Source", "tables.exclude", "").read();

        assertThat(settings.source().excludedTables()).isEmpty();
    }

    @Test
    void allProblemsAreInOneMessage() {
        SettingsJson json = SettingsJson.empty()
                .with("Source", "url", "jdbc:postgresql://db.example.org/totesys?user=etl&password=hunter2")
                .with("Source", "pol.interval", "PT5S")
                .with("Source", "statement.timeout", "2 minutes")
                .with("Lak", "raw.path", "s3a://lake/raw")
                .with("Pipeline", "mode", "Bounded");

        assertThatThrownBy(json::read).isInstanceOf(SettingsException.class).hasMessage("""
                        Cannot use the settings in settings.json, 7 problems:
                          Source: pol.interval: is not a key of this group, did you mean poll.interval?
                          Lak: is not a group, did you mean Lake?
                          Source: url: Cannot use a URL (not shown) with a user or a password, expected them in the \
                        secret alone and here jdbc:postgresql://host[:port]/database[?parameter=value&…] without user \
                        and password
                          Source: secret: is missing, expected aws:<name or ARN>, file:/path/to/secret.json (an absolute \
                        path) or env:NAME, each holding {"username":"…","password":"…"}
                          Source: statement.timeout: Cannot use "2 minutes", expected an ISO-8601 duration from PT0.1S \
                        to PT24H, such as PT5S
                          Lake: raw.path: is missing, expected file:///absolute/folder or s3a://bucket/prefix
                          Pipeline: mode: Cannot use "Bounded", expected continuous or bounded""");
    }

    @Test
    void aFileIsReadInTheFormatOfTheService(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, SettingsJson.required().array().toPrettyString());

        assertThat(Settings.read(file)).isEqualTo(DEFAULTS);
    }

    @Test
    void theyTravelToTheTasks() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(DEFAULTS);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(DEFAULTS);
        }
    }

    @Test
    void settingsThatAreNotReadFromAFileAreCheckedTheSameWay() {
        assertThatThrownBy(() -> new LakeSettings(URI.create("raw"), null, 134_217_728))
                .hasMessage("Lake: raw.path: Cannot use \"raw\", expected file:///absolute/folder or"
                        + " s3a://bucket/prefix");
        assertThatThrownBy(() -> new Timeouts(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessage("Source: statement.timeout: Cannot use \"PT0S\", expected an ISO-8601 duration from PT0.1S"
                        + " to PT24H, such as PT5S");
    }

    @Test
    void wrongSettingsEndACommandWithTwo() {
        assertThat(new SettingsException("Cannot use the settings", null).exitCode())
                .isEqualTo(2);
    }
}
