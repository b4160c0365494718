package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.pipeline.TableLock;
import com.terrifictotes.local.postgres.Credentials;
import com.terrifictotes.local.postgres.Wire;
import com.terrifictotes.local.postgres.WireLink.Effect;
import com.terrifictotes.local.postgres.WireLink.Trigger;
import java.nio.file.Path;
import java.sql.Connection;
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
 * What a warehouse can do to the job: it is away, full, locked, or behind a network that swallows everything.
 *
 * <p>{@code -Dfaults.seconds=N} makes outages longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
@SuppressWarnings("NullAway.Init")
class WarehouseFaultsIT {

    private static final int SECONDS = Integer.getInteger("faults.seconds", 2);
    private static final String RETRIES = "publishRetries";

    private StarPipeline pipeline;
    private Wire wire;
    private HurtStar star;

    @BeforeAll
    void startAll(@TempDir Path folder) throws Exception {
        pipeline = StarPipeline.in(folder);
        wire = Wire.to(pipeline.server().server().port());
        pipeline.with("Warehouse", "url", "jdbc:postgresql://127.0.0.1:%d/warehouse".formatted(wire.port()));
        pipeline.with("Warehouse", "statement.timeout", "PT1S");
        pipeline.with("Warehouse", "connect.timeout", "PT1S");
        star = HurtStar.begin(pipeline, 2);
    }

    /** The whole is looked at once, behind all that has happened. */
    @AfterAll
    void nothingIsLostNothingIsThereTwiceAndNobodySawHalfACut() throws Exception {
        try (StarPipeline closing = pipeline;
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
            pipeline.server().stop();
            star.awaitWarning("Cannot use the warehouse, trying again in 1000 ms");
            TimeUnit.SECONDS.sleep(SECONDS);
            pipeline.server().comeBack();
        });
        assertThat(restarts).isLessThanOrEqualTo(1);
    }

    @Test
    void readOnly() throws Exception {
        star.restartsAfter(() -> {
            execute("ALTER ROLE warehouse_owner SET default_transaction_read_only = on");
            star.awaitWarning("expected a warehouse that can be written, is this a standby?");
            execute("ALTER ROLE warehouse_owner RESET default_transaction_read_only");
        });
    }

    @Test
    void tooManyConnections() throws Exception {
        long restarts = star.restartsAfter(() -> {
            execute("ALTER ROLE warehouse_owner CONNECTION LIMIT 0");
            star.awaitWarning("too many connections for role");
            execute("ALTER ROLE warehouse_owner CONNECTION LIMIT -1");
        });
        assertThat(restarts).isZero();
    }

    @Test
    void theLedgerIsLockedByAnotherForLongerThanAnAnswerMayTake() throws Exception {
        long restarts = star.restartsAfter(() -> {
            try (PublishGate gate = PublishGate.beforeThePublish(pipeline)) {
                assertThat(gate).isNotNull();
                star.awaitMore(RETRIES, 2);
            }
        });
        assertThat(restarts).isZero();
        assertThat(star.warnings().tellOf("Warehouse: statement.timeout")).isTrue();
    }

    @Test
    void aTableOfTheStarIsLockedByAnAnalyst() throws Exception {
        long restarts = star.restartsAfter(() -> {
            try (TableLock lock = TableLock.take(pipeline::warehouse, "fact_sales_order")) {
                assertThat(lock).isNotNull();
                star.awaitMore(RETRIES, 1);
            }
        });
        assertThat(restarts).isZero();
    }

    @Test
    void anAnalystWhoForgotATransactionIsInNobodysWay() throws Exception {
        try (Connection idle = pipeline.warehouse();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            idle.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM fact_sales_order_as_recorded");
            assertThat(star.restartsAfter(star::catchUp)).isZero();
        }
    }

    /** As the server says it when it cannot write; {@link FullWarehouseIT} has a disk that is full, which takes root. */
    @Test
    void theDiskIsFull() throws Exception {
        long restarts = star.restartsAfter(() -> {
            execute("""
                    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$""");
            execute("CREATE TRIGGER no_room BEFORE INSERT ON etl.publish EXECUTE FUNCTION no_room()");
            star.awaitWarning("the warehouse needs room");
            execute("DROP FUNCTION no_room() CASCADE");
        });
        assertThat(restarts).isZero();
    }

    /** Nobody knows what became of the publish, but for the ledger. */
    @Test
    void theAnswerToACommitNeverComes() throws Exception {
        long restarts = star.restartsAfter(() -> {
            wire.hurtOnce(Trigger.sent("COMMIT"), Effect.FREEZE_ANSWERS);
            await("a COMMIT").until(wire::hasHurt);
        });
        assertThat(restarts).isZero();
    }

    @Test
    void theConnectionIsResetAtTheCommit() throws Exception {
        long restarts = star.restartsAfter(() -> {
            wire.hurtOnce(Trigger.sent("COMMIT"), Effect.RESET);
            await("a COMMIT").until(wire::hasHurt);
        });
        assertThat(restarts).isZero();
    }

    /** What was sent may be there or not, so the job begins again behind its checkpoint. */
    @Test
    void theConnectionIsLostInTheMiddleOfStaging() throws Exception {
        for (Effect effect : List.of(Effect.FREEZE_ANSWERS, Effect.RESET)) {
            long restarts = star.restartsAfter(() -> {
                wire.hurtOnce(Trigger.sent("FROM STDIN (FORMAT binary)"), effect);
                await("a COPY").until(wire::hasHurt);
            });
            assertThat(restarts).as("restarts after %s", effect).isOne();
        }
    }

    @Test
    void nothingPassesForAWhile() throws Exception {
        star.restartsAfter(() -> {
            wire.freeze();
            try {
                star.awaitTrouble(RETRIES);
            } finally {
                wire.thaw();
            }
        });
    }

    /** Connections that are there go on; the next one is refused until the secret is the new one. */
    @Test
    void thePasswordIsAnother() throws Exception {
        Credentials owner = pipeline.owner();
        long restarts = star.restartsAfter(() -> {
            execute("ALTER ROLE warehouse_owner PASSWORD 'the new one'");
            star.awaitWarning("password authentication failed");
            pipeline.writeWarehouseSecret(new Credentials(owner.username(), "the new one"));
        });
        assertThat(restarts).isZero();
    }

    /** A cancelled job waits for nobody. */
    @Test
    void aJobThatWaitsForASilentWarehouseCanBeEnded() throws Exception {
        star.restartsAfter(() -> {
            wire.freeze();
            try {
                star.awaitTrouble(RETRIES);
                long began = System.nanoTime();
                star.job().crash();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                assertThat(took).isLessThan(Duration.ofSeconds(15));
            } finally {
                wire.thaw();
            }
            star.job().start(3);
        });
    }

    @Test
    void itsSessionsAreEndedAgainAndAgain() throws Exception {
        star.restartsAfter(() -> {
            for (int i = 0; i < SECONDS * 5; i++) {
                execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'warehouse_owner' AND random() < 0.7");
                TimeUnit.MILLISECONDS.sleep(200);
            }
        });
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
