package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.postgres.SharedServer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink in a cluster, with failures. */
class WarehouseJobIT {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private static final Duration CHECKPOINT = Duration.ofMillis(100);
    private static final int OUTAGES = 6;
    private static final Duration BETWEEN_OUTAGES = Duration.ofMillis(700);

    @ParameterizedTest
    @Timeout(180)
    @ValueSource(ints = {1, 2, 4})
    void failuresLoseNoRowDoubleNoneAndShowNoHalfCut(int parallelism) throws Exception {
        TestWarehouse warehouse = TestWarehouse.create();
        Trade trade = new Trade(150, 2);
        FailsNowAndThen.FAILURES_LEFT.set(4);
        try (WatchfulReader reader = new WatchfulReader(warehouse, trade)) {
            StreamExecutionEnvironment environment = environment(parallelism);
            Future<?> run = execute(environment, warehouse, trade);
            for (int outages = 0; outages < OUTAGES && !run.isDone(); outages++) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_OUTAGES.toMillis());
                endSessions(warehouse);
            }
            run.get();
            assertThat(reader.states()).hasSizeGreaterThan(1);
        }

        assertThat(FailsNowAndThen.FAILURES_LEFT).hasValue(0);
        assertWhole(warehouse, trade);
    }

    @Test
    void aJobWithoutCheckpointsPublishesAtItsEnd() throws Exception {
        TestWarehouse warehouse = TestWarehouse.create();
        Trade trade = new Trade(3, 1);
        FailsNowAndThen.FAILURES_LEFT.set(0);
        StreamExecutionEnvironment environment = environment(2);
        environment.getCheckpointConfig().disableCheckpointing();
        execute(environment, warehouse, trade).get();

        assertWhole(warehouse, trade);
    }

    private static Future<?> execute(StreamExecutionEnvironment environment, TestWarehouse warehouse, Trade trade)
            throws Exception {
        trade.stream(environment, new FailsNowAndThen())
                .sinkTo(WarehouseSink.of(warehouse, HandJob.PIPELINE, QuarantineLimit.none()))
                .name("warehouse")
                .uid("warehouse");
        return environment.executeAsync().getJobExecutionResult();
    }

    private static void assertWhole(TestWarehouse warehouse, Trade trade) {
        long ids = trade.numbers() / Trade.VERSIONS;
        String versions = "%d|%d|%d".formatted(trade.numbers(), ids, trade.numbers() * (trade.numbers() - 1) / 2);
        assertThat(warehouse.rows(
                        "SELECT count(*), count(DISTINCT payment_id), sum(payment_amount)::bigint FROM fact_payment"))
                .containsExactly(versions);
        assertThat(warehouse.rows("SELECT count(*), count(DISTINCT currency_id), sum(substr(currency_code, 2)::int)"
                        + " FROM dim_currency_history WHERE NOT is_inferred"))
                .containsExactly(versions);
        assertThat(warehouse.rows("SELECT version, count(*) FROM current_fact_payment GROUP BY 1"))
                .containsExactly(Trade.VERSIONS + "|" + ids);
        assertThat(warehouse.rows("SELECT count(*) FROM dim_currency WHERE is_inferred OR is_deleted"))
                .containsExactly("0");
        assertThat(warehouse.rows("SELECT rows ->> 'fact_payment', rows ->> 'dim_currency' FROM etl.ledger"))
                .containsExactly(trade.numbers() + "|" + trade.numbers());
        assertThat(warehouse.rows("SELECT * FROM etl.batch")).isEmpty();
    }

    /** As a server does that is restarted. */
    private static void endSessions(TestWarehouse warehouse) throws Exception {
        try (var connection = SharedServer.server().connect("postgres")) {
            TestWarehouse.rows(
                    connection,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + warehouse.name()
                            + "' AND application_name <> 'reader'");
        }
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 50);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        environment.enableCheckpointing(CHECKPOINT.toMillis());
        return environment;
    }
}
