package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.flink.FragileJob;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same orders are changed again and again. The warehouse and the lake keep every version; all else stays as large as
 * it is.
 *
 * <p>{@code -Dsoak.rows=1000000 -Dsoak.seconds=600} is the long one.
 */
class SoakIT {

    private static final int ROWS = Integer.getInteger("soak.rows", 20_000);
    private static final long SECONDS = Long.getLong("soak.seconds", 40);
    private static final int PARTS = 10;
    private static final int LEAST_LOOKS = 9;

    private static final String ORDERS = """
            INSERT INTO sales_order (last_updated, design_id, staff_id, counterparty_id, units_sold, unit_price,
              currency_id, agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
            SELECT now() AT TIME ZONE 'UTC', n %% 6 + 1, n %% 20 + 1, n %% 20 + 1, 1000, 2.35, 1, '2026-12-01', '2027-01-05', 1
            FROM generate_series(1, %d) n""";

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void theSameRowsChangedAgainAndAgainTakeNoMoreOfAnything() throws Exception {
        try (StarPipeline pipeline = StarPipeline.in(folder).configured(everySecond())) {
            prepare(pipeline);
            Publishes publishes = new Publishes(pipeline);
            try (FragileJob job = pipeline.start(2)) {
                publishes.awaitCompleteTo(System.currentTimeMillis(), Duration.ofMinutes(10));
                Gauges gauges = new Gauges(pipeline, job, pipeline.checkpoints());
                long until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
                int rounds = 0;
                while (System.nanoTime() < until || rounds < LEAST_LOOKS) {
                    change(pipeline, rounds++);
                    publishes.awaitCompleteTo(System.currentTimeMillis(), Duration.ofMinutes(5));
                    gauges.look();
                }
                assertThat(job.restores()).isZero();
                judge(gauges.measures(), rounds);
            }
        }
    }

    private static Configuration everySecond() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        return configuration;
    }

    /** Vacuum looks often enough for a short test to see what it does. */
    private static void prepare(StarPipeline pipeline) throws Exception {
        pipeline.totesys().execute(ORDERS.formatted(ROWS));
        try (Connection warehouse = pipeline.warehouse();
                Statement statement = warehouse.createStatement()) {
            statement.execute("ALTER SYSTEM SET autovacuum_naptime = '2s'");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static void change(StarPipeline pipeline, int round) throws Exception {
        pipeline.totesys()
                .execute(String.join(
                        ";",
                        "UPDATE sales_order SET unit_price = 5 - unit_price WHERE sales_order_id %% %d = %d"
                                .formatted(PARTS, round % PARTS),
                        "UPDATE department SET department_name = 'Sales %d' WHERE department_id = 2"
                                .formatted(round % 2),
                        "UPDATE address SET city = 'Hull %d' WHERE address_id = 5".formatted(round % 2)));
    }

    private static void judge(List<Measure> measures, int rounds) {
        System.out.printf(
                "soak: %,d orders, %d rounds of a tenth of them, %d s%n| figure | unit | first | second third | last third | most | |%n|---|---|---|---|---|---|---|%n",
                ROWS, rounds, SECONDS);
        measures.forEach(measure -> System.out.println(measure.line()));
        assertThat(measures).allMatch(Measure::isFlat);
    }
}
