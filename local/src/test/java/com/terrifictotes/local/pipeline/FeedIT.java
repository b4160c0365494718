package com.terrifictotes.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.feed.FeedException;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.kinesis.FeedReader;
import com.terrifictotes.local.kinesis.KinesisServer;
import com.terrifictotes.local.kinesis.ReceivedFeed;
import com.terrifictotes.local.kinesis.ThrottlingProxy;
import com.terrifictotes.local.s3.Fault;
import com.terrifictotes.local.s3.FaultyProxy;
import com.terrifictotes.local.star.SmallTotesys;
import com.terrifictotes.local.totesys.TestTotesys;
import com.terrifictotes.local.trading.LiveSettings;
import com.terrifictotes.local.trading.LiveTrading;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The change feed, to a real server that speaks as Kinesis does and to all that may be in its way. */
class FeedIT {

    private static final List<String> TABLES = List.of(
            "address",
            "counterparty",
            "currency",
            "department",
            "design",
            "payment_type",
            "staff",
            "sales_order",
            "purchase_order",
            "transaction",
            "payment");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double FAST = 6_000;
    private static final Map<String, String> LIKE_AWS =
            Map.of("aws.accessKeyId", "anybody", "aws.secretAccessKey", "anything", "aws.cborEnabled", "false");

    @TempDir
    private Path folder = Path.of("unset");

    private KinesisServer server;
    private FaultyProxy faulty;
    private ThrottlingProxy throttling;
    private FeedReader reader;
    private TestTotesys totesys;
    private TestPipeline pipeline;

    @BeforeAll
    static void configureTheSdk() {
        LIKE_AWS.forEach(System::setProperty);
    }

    @AfterAll
    static void forgetTheSdk() {
        LIKE_AWS.keySet().forEach(System::clearProperty);
    }

    @BeforeEach
    void start() throws Exception {
        server = KinesisServer.start();
        faulty = FaultyProxy.before(server.address());
        throttling = ThrottlingProxy.before(faulty.address());
        reader = FeedReader.of(server.address());
        totesys = SmallTotesys.create();
        pipeline = new TestPipeline(
                        totesys.server().get(),
                        totesys.database(),
                        folder,
                        Duration.ofMillis(400),
                        Map.of("poll.interval", "PT0.1S"))
                .feeding(KinesisServer.STREAM, throttling.address());
    }

    @AfterEach
    void close() {
        if (server != null) {
            reader.close();
            throttling.close();
            faulty.close();
            server.close();
        }
    }

    @Test
    void everyChangeArrivesInItsOrderThroughCrashesAndRestarts() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            try (LiveTrading trade = trade()) {
                settle(job);
                job.crash();
                job.start(1);
                settle(job);
                job.loseTaskManager();
                settle(job);
                job.stop();
                job.start(3);
                deleteSome();
                settle(job);
                assertThat(trade.done()).isNotEmpty();
            }
            proveAllArrives(job);
        }
    }

    @Test
    void whateverIsInTheWayNothingIsLostAndNothingOvertaken() throws Exception {
        throttling.throttle(0.4);
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            try (LiveTrading trade = trade()) {
                for (Fault fault : List.of(Fault.LOST_ANSWER, Fault.INTERNAL_ERROR, Fault.LOST_REQUEST, Fault.SLOW)) {
                    faulty.harm(fault, 0.4);
                    settle(job);
                    awaitSome(fault);
                    settle(job);
                }
                faulty.heal();
                assertThat(trade.done()).isNotEmpty();
            }
            assertThat(Board.ofThisJvm().sum("feedRetries")).isPositive();
            proveAllArrives(job);
            assertThat(throttling.throttled()).isPositive();
            assertThat(faulty.harmed()).isPositive();
        }
    }

    @Test
    void aStreamThatTakesNothingHoldsUpNothingElse() throws Exception {
        throttling.throttle(1);
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(2);
            settle(job);
            long failed = job.job().failedCheckpoints();
            for (int time = 0; time < 5; time++) {
                settle(job);
            }
            assertThat(job.job().failedCheckpoints()).isEqualTo(failed);
            assertThat(Board.ofThisJvm().sum("feedBacklog")).isGreaterThan(3_000);
            assertThat(reader.all()).isEmpty();

            throttling.throttle(0);
            proveAllArrives(job);
            assertThat(Board.ofThisJvm().sum("feedBacklog")).isZero();
        }
    }

    @Test
    void aPipelineThatHadNoFeedBeginsOneInTheMiddle() throws Exception {
        TestPipeline before = new TestPipeline(
                totesys.server().get(),
                totesys.database(),
                folder,
                Duration.ofMillis(400),
                Map.of("poll.interval", "PT0.1S"));
        try (ObservedJob job = new ObservedJob(before::start)) {
            job.start(2);
            settle(job);
            job.stop();
        }
        totesys.execute("UPDATE design SET design_name = 'silent' WHERE design_id = 3");
        try (ObservedJob job = new ObservedJob(pipeline::start)) {
            job.start(1);
            await("the change").atMost(PATIENCE).until(() -> !reader.all().isEmpty());
            job.stop();
        }
        assertThat(reader.all()).singleElement().satisfies(change -> {
            assertThat(change.get("version").asInt()).isEqualTo(2);
            assertThat(change.get("row").get("design_name").asText()).isEqualTo("silent");
        });
    }

    @Test
    void aStreamThatIsNotThereIsToldOfBeforeTheJobStarts() {
        String missing = KinesisServer.STREAM + "-missing";

        assertThatThrownBy(() -> pipeline.feeding(missing, server.address()).start(1))
                .isInstanceOf(FeedException.class)
                .hasMessage("Cannot send changes to the stream %s: there is no stream of this name", missing);
    }

    @Test
    void aServerThatIsNotThereIsToldOfBeforeTheJobStarts() {
        URI nobody = server.address();
        server.close();

        assertThatThrownBy(() -> pipeline.feeding(KinesisServer.STREAM, nobody).start(1))
                .isInstanceOf(FeedException.class)
                .hasMessageStartingWith("Cannot send changes to the stream " + KinesisServer.STREAM + ": ");
    }

    /** Waits until requests were harmed. */
    private void awaitSome(Fault fault) {
        long before = faulty.harmed();
        await("harm by " + fault).atMost(PATIENCE).until(() -> faulty.harmed() > before + 1);
    }

    private LiveTrading trade() throws Exception {
        return LiveTrading.start(totesys::connect, LiveSettings.watchable(8).withSpeed(FAST));
    }

    private void deleteSome() throws Exception {
        totesys.execute("DELETE FROM payment WHERE payment_id IN (SELECT payment_id FROM payment LIMIT 5)");
    }

    private static void settle(ObservedJob job) {
        job.awaitCutAfter(System.currentTimeMillis());
        job.awaitCheckpoint();
    }

    /** The raw zone has every change once: whatever is there has to have come by the feed, too. */
    private void proveAllArrives(ObservedJob job) {
        settle(job);
        settle(job);
        await("all to be sent").atMost(PATIENCE).until(() -> Board.ofThisJvm().sum("feedBacklog") == 0);
        job.stop();
        ReceivedFeed feed = ReceivedFeed.of(reader.all());
        for (String table : TABLES) {
            assertThat(feed.lines(table)).as(table).isEqualTo(rawZone(table));
        }
        System.out.printf("%d changes arrived, and %d again%n", feed.size(), feed.repetitions());
    }

    private Set<String> rawZone(String table) {
        Set<String> lines = new TreeSet<>();
        DuckDb.query("SELECT %s_id, _version, _op, strftime(_cut, '%%Y-%%m-%%dT%%H:%%M:%%S.%%gZ'), ".formatted(table)
                        + "strftime(last_updated, '%Y-%m-%dT%H:%M:%S.%f') FROM " + pipeline.raw(table))
                .forEach(values -> lines.add(String.join(" ", values)));
        return lines;
    }
}
