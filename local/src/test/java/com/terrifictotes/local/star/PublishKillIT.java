package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.postgres.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job is killed at the moments that matter, all of them behind a checkpoint that has promised rows to the warehouse:
 * before their publish, at its COMMIT, and behind it, when the warehouse knows and Flink does not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishKillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StarPipeline pipeline;
    private Publishes publishes;
    private Wire wire;
    private ObservedJob job;
    private WarehouseReader reader;
    private int day;

    @BeforeAll
    void startServers(@TempDir Path folder) throws Exception {
        pipeline = StarPipeline.in(folder);
        publishes = new Publishes(pipeline);
        layWire();
    }

    @AfterAll
    void stopServer() throws IOException {
        wire.close();
        pipeline.close();
    }

    @BeforeEach
    void startJob() throws Exception {
        job = new ObservedJob(pipeline::start);
        job.start(2);
        reader = WarehouseReader.start(pipeline);
        catchUp();
    }

    @AfterEach
    void stopJob() throws Exception {
        try (ObservedJob ending = job;
                WarehouseReader closing = reader) {
            catchUp();
            ending.stop();
            assertThat(closing.finish()).as("what a reader saw").isEmpty();
            new StarProof(pipeline).requireAll(ending.cuts().survivors());
        }
    }

    @Test
    void killedBeforeThePublish() throws Exception {
        try (PublishGate gate = PublishGate.beforeThePublish(pipeline)) {
            assertThat(gate).isNotNull();
            trade();
            publishes.awaitBlocked();
            job.crash();
        }
        job.start(3);
    }

    @Test
    void killedAtTheCommitWhichIsRolledBack() throws Exception {
        long before = publishes.count();
        try (PublishGate gate = PublishGate.atTheCommit(pipeline)) {
            assertThat(gate).isNotNull();
            trade();
            publishes.awaitBlocked();
            job.crash();
            publishes.terminateAll();
        }
        assertThat(publishes.count()).isEqualTo(before);
        job.start(1);
    }

    /** A job that is killed with its machine can cancel nothing: the commit goes on in the warehouse. */
    @Test
    void killedWhenTheWarehouseKnowsAndFlinkDoesNot() throws Exception {
        long before = publishes.count();
        try (PublishGate gate = PublishGate.atTheCommit(pipeline)) {
            assertThat(gate).isNotNull();
            trade();
            publishes.awaitBlocked();
            wire.close();
            job.crash();
        }
        await("the commit nobody waits for").atMost(PATIENCE).until(() -> publishes.count() > before);
        layWire();
        job.start(4);
    }

    @Test
    void theNextAttemptComesWhileTheCommitOfTheOneBeforeIsOnItsWay() throws Exception {
        try (PublishGate gate = PublishGate.atTheCommit(pipeline)) {
            assertThat(gate).isNotNull();
            trade();
            publishes.awaitBlocked();
            wire.close();
            job.crash();
            layWire();
            job.start(2);
            publishes.awaitBlocked(2);
        }
    }

    private void layWire() {
        wire = Wire.to(pipeline.server().server().port());
        pipeline.with("Warehouse", "url", "jdbc:postgresql://127.0.0.1:%d/warehouse".formatted(wire.port()));
    }

    private void catchUp() {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
    }

    /** An order, an update of another one, and both sides of a joined dimension, in one transaction. */
    private void trade() throws SQLException {
        day++;
        pipeline.totesys()
                .execute(String.join(
                        ";",
                        Orders.sale(3, 7, 9),
                        "UPDATE sales_order SET agreed_delivery_date = '2084-01-%02d' WHERE sales_order_id = 1"
                                .formatted(day),
                        "UPDATE department SET department_name = 'Sales %d' WHERE department_id = 2".formatted(day),
                        "UPDATE staff SET department_id = department_id % 8 + 1 WHERE staff_id <= 3",
                        "UPDATE address SET city = 'Hull %d' WHERE address_id = 5".formatted(day)));
    }
}
