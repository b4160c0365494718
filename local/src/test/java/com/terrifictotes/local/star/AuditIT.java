package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.FragileJob;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job audits itself. */
class AuditIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SEED = Long.getLong("star.seed", System.nanoTime() & 0xFFFF);

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;

    @BeforeEach
    void startServers() throws Exception {
        Board.ofThisJvm().clear();
        pipeline = StarPipeline.in(folder);
    }

    @AfterEach
    void stopServer() {
        pipeline.close();
    }

    @Test
    void aRowThatWasAlteredByHandIsNoticedAndOneThatWasPutRightIsForgotten() throws Exception {
        try (FragileJob job = auditedEvery("PT1S").start(2);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED)) {
            awaitAudits(2);
            assertThat(Board.ofThisJvm().max("reconcileMismatches")).isZero();

            execute("UPDATE fact_sales_order SET units_sold = units_sold + 1 WHERE sales_order_id = 1000");
            awaitMismatches(1);
            execute("UPDATE fact_sales_order SET units_sold = units_sold - 1 WHERE sales_order_id = 1000");
            awaitMismatches(0);

            long checkpoints = job.checkpoints();
            awaitAudits(2);
            assertThat(job.checkpoints()).isGreaterThan(checkpoints);
            assertThat(Board.ofThisJvm().sum("auditFailures")).isZero();
            assertThat(job.restores()).isZero();
            trade.finish();
        }
    }

    @Test
    void anAuditThatWaitsIsGivenUpAtOnceWhenTheJobEnds() throws Exception {
        FragileJob job = auditedEvery("PT0.1S").start(1);
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement()) {
            awaitAudits(1);
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE dim_staff IN ACCESS EXCLUSIVE MODE");
            await("an audit that waits for the lock").atMost(PATIENCE).until(() -> waiting() > 0);
            long began = System.nanoTime();
            job.crash();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
            await("the end of its session").atMost(PATIENCE).until(() -> waiting() == 0);
        }
    }

    private StarPipeline auditedEvery(String interval) {
        return pipeline.with("Pipeline", "audit.interval", interval);
    }

    /** On a connection of its own: within a transaction, Postgres goes on saying what it said first. */
    private long waiting() throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE application_name = 'totes reconcile' AND wait_event_type = 'Lock'""")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void awaitAudits(long more) {
        long before = Board.ofThisJvm().sum("audits");
        await(more + " audits more than " + before)
                .atMost(PATIENCE)
                .until(() -> Board.ofThisJvm().sum("audits") >= before + more);
    }

    private static void awaitMismatches(long count) {
        await(count + " mismatches")
                .atMost(PATIENCE)
                .until(() -> Board.ofThisJvm().max("reconcileMismatches") == count);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
