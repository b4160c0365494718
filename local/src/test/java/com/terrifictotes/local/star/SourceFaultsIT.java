package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.pipeline.TableLock;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.postgres.ReturningServer;
import com.terrifictotes.local.postgres.Wire;
import com.terrifictotes.local.postgres.WireLink.Effect;
import com.terrifictotes.local.postgres.WireLink.Trigger;
import com.terrifictotes.local.totesys.TestTotesys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a totesys can do to the job: it is away, killed, or behind a network that swallows everything. The job waits and
 * tries again, and never begins again.
 *
 * <p>{@code -Dfaults.seconds=N} makes outages longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
@SuppressWarnings("NullAway.Init")
class SourceFaultsIT {

    private static final int SECONDS = Integer.getInteger("faults.seconds", 2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TENS_OF_KILOBYTES = 50_000;

    private ReturningServer server;
    private TestTotesys totesys;
    private StarPipeline pipeline;
    private Wire wire;
    private HurtStar star;

    /** The server is killed when some chunks of the first load are read, and others are not. */
    @BeforeAll
    void beginWithAServerThatIsKilledDuringTheFirstLoad(@TempDir Path folder) throws Exception {
        server = new ReturningServer(folder.resolve("totesys-server"), Durability.DURABLE);
        totesys = SmallTotesys.createOn(server::server);
        totesys.execute("ANALYZE");
        pipeline = StarPipeline.in(folder, totesys);
        wire = Wire.to(server.server().port());
        pipeline.with("Source", "url", url(wire))
                .with("Source", "statement.timeout", "PT1S")
                .with("Source", "connect.timeout", "PT1S")
                .with("Source", "chunk.rows", "100");
        wire.delay(20);
        star = HurtStar.begin(pipeline, 2, job -> {
            job.awaitRowsOf("sales_order", 100);
            server.kill();
            wire.delay(0);
            server.comeBack();
        });
    }

    /** The whole is looked at once, behind all that has happened. */
    @AfterAll
    void nothingIsLostNothingIsThereTwiceAndNobodySawHalfACut() throws Exception {
        try (ReturningServer ending = server;
                StarPipeline closing = pipeline;
                Wire unplugging = wire) {
            if (star != null) {
                star.prove();
                System.out.println(star.figures());
            }
        }
    }

    @Test
    void awayForAWhile() throws Exception {
        long restarts = star.restartsAfter(() -> {
            server.stop();
            long began = System.currentTimeMillis();
            star.awaitWarning("Cannot read totesys, trying again");
            star.awaitMore("retries", 2);
            star.job().awaitCheckpoint();
            TimeUnit.SECONDS.sleep(SECONDS);
            star.job().awaitCheckpoint();
            assertThat(star.publishes().completeTo())
                    .as("nobody says that the warehouse is complete to a time nobody has seen")
                    .isLessThan(began);
            assertThat(Board.ofThisJvm().max("cutAgeSeconds")).isGreaterThanOrEqualTo(SECONDS);
            server.comeBack();
        });
        assertThat(restarts).isZero();
    }

    /** The job fails of it, and begins again, until totesys answers. */
    @Test
    void awayForLongerThanItIsTriedAgain() throws Exception {
        startedWith("retry.give-up-after", "PT1S");
        long restarts = star.restartsAfter(() -> {
            long restores = star.job().job().restores();
            server.stop();
            await("a restart, and another").until(() -> star.job().job().restores() > restores + 1);
            server.comeBack();
        });
        assertThat(restarts).isPositive();
        startedWith("retry.give-up-after", "PT30M");
    }

    @Test
    void killedInTheMiddleOfACut() throws Exception {
        long restarts = star.restartsAfter(() -> {
            // A cut that was frozen before may have read the table, in a transaction that is open as yet.
            wire.endFrozen();
            TableLock lock = TableLock.take(totesys::connect, "transaction");
            lock.awaitReader();
            server.kill();
            server.comeBack();
        });
        assertThat(restarts).isZero();
        assertThat(Board.ofThisJvm().sum("identityChanges")).isZero();
    }

    @Test
    void itsSessionsAreEndedAgainAndAgain() throws Exception {
        long restarts = star.restartsAfter(() -> {
            for (int i = 0; i < SECONDS * 5; i++) {
                totesys.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND random() < 0.7");
                TimeUnit.MILLISECONDS.sleep(200);
            }
        });
        assertThat(restarts).isZero();
    }

    @Test
    void theConnectionIsLostInTheMiddleOfACopy() throws Exception {
        for (Effect effect : List.of(Effect.FREEZE, Effect.RESET)) {
            long restarts = star.restartsAfter(() -> {
                wire.hurtOnce(Trigger.answered(TENS_OF_KILOBYTES), effect);
                totesys.execute(SmallTotesys.CHANGE_QUIET_ORDERS);
                await("the middle of a large answer").until(wire::hasHurt);
                totesys.execute(SmallTotesys.CHANGE_QUIET_ORDERS);
            });
            assertThat(restarts).as("restarts after %s", effect).isZero();
        }
    }

    @Test
    void nothingPassesForAWhile() throws Exception {
        long restarts = star.restartsAfter(() -> {
            wire.freeze();
            star.awaitMore("retries", 2);
            star.job().awaitCheckpoint();
            wire.thaw();
        });
        assertThat(restarts).isZero();
    }

    @Test
    void everyAnswerTakesItsTime() throws Exception {
        wire.delay(20);
        assertThat(star.restartsAfter(star::catchUp)).isZero();
        wire.delay(0);
    }

    /** Connections that are there go on; the next one is refused until the secret is the new one. */
    @Test
    void thePasswordIsAnother() throws Exception {
        Credentials reader = pipeline.reader();
        long restarts = star.restartsAfter(() -> {
            totesys.execute("ALTER ROLE pipeline_reader PASSWORD 'the new one'");
            star.catchUp();
            assertThat(star.warnings().tellOf("password authentication failed")).isFalse();
            totesys.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'pipeline_reader'");
            star.awaitWarning("password authentication failed");
            pipeline.writeSourceSecret(new Credentials(reader.username(), "the new one"));
        });
        assertThat(restarts).isZero();
    }

    /** A cancelled job waits for nobody. */
    @Test
    void aJobThatWaitsForASilentTotesysCanBeEnded() throws Exception {
        star.restartsAfter(() -> {
            wire.freeze();
            star.awaitMore("retries", 1);
            long began = System.nanoTime();
            star.job().crash();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            wire.thaw();
            star.job().start(3);
        });
    }

    /**
     * Set back by an hour, then ahead by a little, then right. Cuts go on a millisecond after one another while the clock is
     * behind them, and bring what happens; only the instants are not those of the day.
     */
    @Test
    void itsClockIsSetBackAndAhead() throws Exception {
        long restarts = star.restartsAfter(() -> {
            try (TotesysClock clock = TotesysClock.of(totesys)) {
                clock.set("-1 hour");
                star.awaitMore("cuts", 2);
                long before = star.job().cuts().latest();
                totesys.execute(
                        "UPDATE sales_order SET agreed_delivery_date = '2084-03-04' WHERE sales_order_id = 1139");
                await("what happens while the clock is behind")
                        .atMost(PATIENCE)
                        .until(() -> isDelivered(1139, "2084-03-04"));
                assertThat(star.publishes().completeTo() - before).isBetween(1L, 1_000L);
                clock.set("+2 seconds");
                star.awaitMore("cuts", 2);
            }
            await("the clock")
                    .until(() -> System.currentTimeMillis() > star.job().cuts().latest());
        });
        assertThat(restarts).isZero();
        assertThat(Board.ofThisJvm().sum("identityChanges")).isZero();
    }

    private boolean isDelivered(int order, String date) throws SQLException {
        String query = "SELECT FROM current_fact_sales_order WHERE sales_order_id = %d AND agreed_delivery_date = '%s'"
                .formatted(order, date);
        try (Connection warehouse = pipeline.warehouse();
                Statement statement = warehouse.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** The same database behind another address is the same database. */
    @Test
    void itHasAnotherAddressAtTheNextStart() throws Exception {
        star.job().stop();
        wire.close();
        wire = Wire.to(server.server().port());
        pipeline.with("Source", "url", url(wire));
        star.job().start(2);
        star.catchUp();
        assertThat(Board.ofThisJvm().sum("identityChanges")).isZero();
    }

    private void startedWith(String key, String value) {
        star.job().stop();
        pipeline.with("Source", key, value);
        star.job().start(2);
        star.catchUp();
    }

    private String url(Wire way) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(way.port(), totesys.database());
    }
}
