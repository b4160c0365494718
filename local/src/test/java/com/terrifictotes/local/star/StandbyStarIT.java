package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.postgres.Replication;
import com.terrifictotes.local.postgres.ReturningServer;
import com.terrifictotes.local.postgres.Wire;
import com.terrifictotes.local.totesys.TestTotesys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole star, made of a standby of the totesys that clients trade in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // Who is promoted is no standby any more.
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class StandbyStarIT {

    private static final String CONFLICTS = """
            SELECT confl_snapshot + confl_lock + confl_bufferpin FROM pg_stat_database_conflicts
            WHERE datname = current_database()""";

    private static final String CONFLICT_WITH_RECOVERY = "40001";

    private final AtomicReference<ReturningServer> trading = new AtomicReference<>();

    private Replication servers;
    private TestTotesys totesys;
    private StarPipeline pipeline;
    private Wire wire;
    private HurtStar star;

    @BeforeAll
    void startAll(@TempDir Path folder) throws Exception {
        servers = Replication.start(folder.resolve("replication"), primary -> {
            trading.set(primary);
            totesys = SmallTotesys.createOn(
                    () -> Objects.requireNonNull(trading.get()).server());
            totesys.execute("ALTER SYSTEM SET max_standby_streaming_delay = '100ms'");
        });
        trading.set(servers.primary());
        pipeline = StarPipeline.in(folder, totesys);
        wire = Wire.to(servers.standby().server().port());
        pipeline.with("Source", "url", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(wire.port(), totesys.database()));
        pipeline.reader();
        await("the role that reads")
                .ignoreExceptions()
                .until(() -> standby("SELECT has_table_privilege('pipeline_reader', 'transaction', 'SELECT')")
                        .equals("t"));
        star = HurtStar.begin(pipeline, 2);
    }

    /** The whole is looked at once, behind all that has happened. */
    @AfterAll
    void nothingIsLostNothingIsThereTwiceAndNobodySawHalfACut() throws Exception {
        try (Replication ending = servers;
                StarPipeline closing = pipeline;
                Wire unplugging = wire) {
            if (star != null) {
                star.prove();
                System.out.println(star.figures());
            }
        }
    }

    /** Cuts go on, all of the same state; the warehouse does not claim to be complete to a time nobody has seen. */
    @Test
    @Order(1)
    void theWarehouseIsAsOldAsWhatTheStandbyShows() throws Exception {
        long restarts = star.restartsAfter(() -> {
            servers.pause();
            // Instants grow by a millisecond a cut all the same.
            await("the lag").until(() -> Board.ofThisJvm().max("replayLagSeconds") >= 2);
            totesys.execute("UPDATE design SET design_name = 'Late' WHERE design_id = 1");
            long committed = System.currentTimeMillis();
            star.awaitMore("cuts", 15);
            star.job().awaitCheckpoint();
            star.job().awaitCheckpoint();
            assertThat(star.publishes().completeTo()).isLessThan(committed);
            servers.resume();
        });
        assertThat(restarts).isZero();
        assertThat(Board.ofThisJvm().sum("identityChanges")).isZero();
    }

    /** A slow reader is in the way of replaying what vacuum has removed: the standby cancels it. */
    @Test
    @Order(2)
    void theStandbyCancelsACutThatIsInItsWay() throws Exception {
        long restarts = star.restartsAfter(() -> {
            wire.delay(20);
            long before = Board.ofThisJvm().sum("retries");
            await("a conflict with recovery").atMost(40, TimeUnit.SECONDS).until(() -> {
                totesys.execute(SmallTotesys.CHANGE_QUIET_ORDERS);
                totesys.execute("VACUUM sales_order");
                totesys.execute("VACUUM payment");
                return Long.parseLong(standby(CONFLICTS)) > 0
                        && Board.ofThisJvm().sum("retries") > before;
            });
            wire.delay(0);
        });
        assertThat(restarts).isZero();
    }

    @Test
    @Order(3)
    void theStandbyIsRestarted() throws Exception {
        long restarts = star.restartsAfter(() -> {
            servers.standby().stop();
            star.awaitMore("retries", 1);
            servers.standby().comeBack();
        });
        assertThat(restarts).isZero();
        assertThat(Board.ofThisJvm().sum("identityChanges")).isZero();
    }

    /** All is compared by content once, and only what differs is a change. */
    @Test
    @Order(4)
    void theStandbyIsPromoted() throws Exception {
        long restarts = star.restartsAfter(() -> {
            servers.primary().stop();
            promote();
            trading.set(servers.standby());
            await("another identity").until(() -> Board.ofThisJvm().sum("identityChanges") == 1);
        });
        assertThat(restarts).isZero();
    }

    private void promote() {
        await("the promotion")
                .until(() -> standby(
                                "SELECT CASE WHEN pg_is_in_recovery() THEN pg_promote(wait => false) ELSE false END")
                        .equals("f"));
    }

    /** Asks again what the standby cancels, because it is in the way of what is still replayed. */
    private String standby(String query) throws SQLException {
        while (true) {
            try {
                return askStandby(query);
            } catch (SQLException e) {
                if (!CONFLICT_WITH_RECOVERY.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private String askStandby(String query) throws SQLException {
        try (Connection connection = servers.standby().server().connect(totesys.database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
