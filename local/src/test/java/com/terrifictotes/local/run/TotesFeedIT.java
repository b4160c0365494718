package com.terrifictotes.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.kinesis.FeedReader;
import com.terrifictotes.local.kinesis.KinesisServer;
import com.terrifictotes.local.kinesis.ReceivedFeed;
import com.terrifictotes.local.pipeline.SettingsFile;
import com.terrifictotes.local.star.SmallTotesys;
import com.terrifictotes.local.totesys.TestTotesys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code totes} with a change feed, and without. */
class TotesFeedIT {

    private static final String SDK = "software.amazon.awssdk.services.kinesis.";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("unset");

    private TestTotesys totesys;

    @BeforeEach
    void fillTotesys() throws Exception {
        totesys = SmallTotesys.create();
    }

    @Test
    void aRunSendsEveryRow() throws Exception {
        try (KinesisServer server = KinesisServer.start();
                FeedReader reader = FeedReader.of(server.address());
                TotesProcess totes = start(Map.of("Feed", feed(server)))) {
            totes.awaitLine("Following totesys");
            for (String table : List.of("payment", "transaction", "staff")) {
                await(table)
                        .atMost(PATIENCE)
                        .until(() -> ReceivedFeed.of(reader.all()).lines(table).size() == rows(table));
            }
            assertThat(Files.readString(classes())).contains(SDK);
        }
    }

    @Test
    void withoutAFeedNothingOfKinesisIsLoaded() throws Exception {
        try (TotesProcess totes = start(Map.of(), "--bounded")) {
            totes.awaitEnd();
            assertThat(totes.exitCode()).as(totes.errors()).isZero();
        }
        assertThat(Files.readString(classes()))
                .contains("com.terrifictotes.job.TotesJob")
                .doesNotContain(SDK);
    }

    private static Map<String, String> feed(KinesisServer server) {
        return Map.of(
                "stream", KinesisServer.STREAM, "endpoint", server.address().toString());
    }

    private int rows(String table) throws Exception {
        return (int) totesys.number("SELECT count(*) FROM " + table);
    }

    /** Starts {@code totes}, which writes down the classes it loads. */
    private TotesProcess start(Map<String, Map<String, String>> more, String... options) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--home", folder.resolve("home").toString()));
        arguments.addAll(
                List.of("--checkpoint", "PT1S", "--properties", settings(more).toString()));
        arguments.addAll(List.of(options));
        return TotesProcess.startIn(
                List.of(
                        "-Xlog:class+load:file=" + classes(),
                        "-Daws.accessKeyId=anybody",
                        "-Daws.secretAccessKey=anything"),
                arguments.toArray(String[]::new));
    }

    private Path classes() {
        return folder.resolve("classes.txt");
    }

    private Path settings(Map<String, Map<String, String>> more) throws Exception {
        Path secret = folder.resolve("secret.json");
        SettingsFile.writeSecret(
                secret, totesys.server().get().createReader("feed_reader", totesys.database(), "public"));
        Map<String, Map<String, String>> groups = new HashMap<>(more);
        String url = totesys.server().get().jdbcUrl(totesys.database());
        groups.put("Source", Map.of("url", url, "secret", "file:" + secret));
        groups.put("Lake", Map.of("raw.path", folder.resolve("raw").toUri().toString()));
        Path settings = folder.resolve("settings.json");
        SettingsFile.write(settings, groups);
        return settings;
    }
}
