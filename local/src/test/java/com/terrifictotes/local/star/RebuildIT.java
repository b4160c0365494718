package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.pipeline.TableLock;
import com.terrifictotes.local.rebuild.Rebuild;
import com.terrifictotes.local.rebuild.TableDifference;
import com.terrifictotes.local.steps.CheckpointSteps;
import com.terrifictotes.local.steps.Probes;
import com.terrifictotes.local.steps.Trap;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The raw zone holds all that the warehouse is made of: made again from it, after random trade, crashes and cuts that were
 * broken off, the warehouse is the same row for row; and a warehouse that was lost comes back, and the job goes on.
 *
 * <p>{@code -Dstar.seed=N} repeats the decisions of a run, though not its timing.
 */
class RebuildIT {

    private static final long SEED = Long.getLong("star.seed", System.nanoTime() & 0xFFFF);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SLOW_MILLIS = 1_500;
    private static final Pattern EXPECTED = Pattern.compile("expected that to be ([-0-9a-f]{36})");

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;
    private Publishes publishes;

    @BeforeEach
    void startServers() throws Exception {
        pipeline = StarPipeline.in(folder);
        publishes = new Publishes(pipeline);
    }

    @AfterEach
    void stopServer() {
        pipeline.close();
    }

    @Test
    void whatIsRebuiltIsWhatIsLive() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED)) {
            crashWhileLoading(job);
            run();
            crashInTheMiddleOfACut(job);
            run();
            job.crash();
            job.start(anyParallelism());
            run();
            trade.finish();
            catchUp(job);
            job.stop();
        }
        try (Rebuild rebuild = pipeline.beginRebuild()) {
            rebuild.fill(pipeline.rawZone(), anyParallelism(), () -> {});

            List<TableDifference> differences = rebuild.compare();
            assertThat(differences).as("seed %d", SEED).hasSize(19).allMatch(TableDifference::isNone);
            assertThat(differences)
                    .filteredOn(table -> table.table().equals("fact_payment"))
                    .allMatch(table -> table.same() > 1_000);
        }
        requireDamageIsFoundAndRepaired();
    }

    @Test
    void aWarehouseLostAtRestComesBack() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED)) {
            job.start(anyParallelism());
            catchUp(job);
            run();
            job.stop();
            pipeline.loseWarehouse();
            job.start(anyParallelism());
            comeBack(job);
            run();
            trade.finish();
            catchUp(job);
            job.stop();
            new StarProof(pipeline).requireAll(job.cuts().survivors());
        }
        requireSame();
    }

    @Test
    void aWarehouseLostInACrashComesBack() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED)) {
            job.start(anyParallelism());
            catchUp(job);
            try (TableLock lock = TableLock.take(pipeline.totesys()::connect, "transaction")) {
                breakACutOff(job, lock);
                pipeline.loseWarehouse();
            }
            job.start(anyParallelism());
            comeBack(job);
            run();
            trade.finish();
            catchUp(job);
            job.stop();
            new StarProof(pipeline).requireAll(job.cuts().survivors());
        }
        requireSame();
    }

    /**
     * A checkpoint has rows for the warehouse, which were staged in the one that is lost. The job that is refused makes the
     * files of that checkpoint visible, one of them slowly.
     */
    @Test
    void aWarehouseLostBeforeThePublishOfACheckpointComesBack() throws Exception {
        Probes.weave();
        try (ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED)) {
            job.start(anyParallelism());
            catchUp(job);
            try (PublishGate gate = PublishGate.beforeThePublish(pipeline)) {
                assertThat(gate).isNotNull();
                pipeline.totesys().execute(SmallTotesys.CHANGE_QUIET_ORDERS);
                publishes.awaitBlocked();
                job.crash();
                pipeline.loseWarehouse();
            }
            CheckpointSteps.trigger();
            Trap slowFile = CheckpointSteps.trapAt("before a file of nobody");
            job.start(anyParallelism());
            assertThat(slowFile.isReachedWithin(PATIENCE.toSeconds())).isTrue();
            Thread.sleep(SLOW_MILLIS);
            slowFile.open();
            comeBack(job);
            run();
            trade.finish();
            catchUp(job);
            job.stop();
            new StarProof(pipeline).requireAll(job.cuts().survivors());
        }
        requireSame();
    }

    /** The first load is staged, and nothing was published: the ledgers of the lost warehouse and of a new one are the same. */
    @Test
    void aWarehouseLostBeforeTheFirstPublishComesBack() throws Exception {
        Configuration whenAsked = new Configuration();
        whenAsked.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
        Iterator<StarPipeline> lives =
                List.of(pipeline.configured(whenAsked), pipeline, pipeline).iterator();
        try (ObservedJob job = new ObservedJob(parallelism -> lives.next().start(parallelism))) {
            try (PublishGate gate = PublishGate.beforeTheFirst(pipeline)) {
                assertThat(gate).isNotNull();
                job.start(anyParallelism());
                job.awaitRowsOf("payment", 1);
                job.job().beginCheckpoint();
                publishes.awaitBlocked();
                job.crash();
                pipeline.loseWarehouse();
            }
            job.start(anyParallelism());
            comeBack(job);
            try (RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED)) {
                run();
                trade.finish();
            }
            catchUp(job);
            job.stop();
            new StarProof(pipeline).requireAll(job.cuts().survivors());
        }
        requireSame();
    }

    /** Orders cannot be read when the job crashes: other tables have been loaded, and a checkpoint has some of them. */
    private void crashWhileLoading(ObservedJob job) throws Exception {
        try (TableLock lock = TableLock.take(pipeline.totesys()::connect, "sales_order")) {
            job.start(anyParallelism());
            job.awaitRowsOf("address", SmallTotesys.ADDRESSES);
            lock.awaitReader();
            job.awaitCheckpoint();
            job.crash();
            job.start(anyParallelism());
        }
        catchUp(job);
    }

    private void crashInTheMiddleOfACut(ObservedJob job) throws Exception {
        try (TableLock lock = TableLock.take(pipeline.totesys()::connect, "transaction")) {
            breakACutOff(job, lock);
            job.start(anyParallelism());
        }
        catchUp(job);
    }

    /** Rows of the cut are in the lake and staged when the job crashes. */
    private void breakACutOff(ObservedJob job, TableLock lock) throws Exception {
        lock.awaitReader();
        pipeline.totesys().execute(SmallTotesys.CHANGE_QUIET_ORDERS);
        lock.letPassWhoWaits();
        lock.awaitReader();
        job.awaitCheckpoint();
        job.awaitCheckpoint();
        job.crash();
    }

    /** The way back: the job says what it expects, the warehouse is rebuilt, the job goes on. */
    private void comeBack(ObservedJob job) throws Exception {
        await("the end of a job that is refused")
                .atMost(PATIENCE)
                .until(() -> job.job().hasEnded());
        Matcher message = EXPECTED.matcher(job.job().failure().orElseThrow());
        assertThat(message.find()).as(job.job().failure().orElseThrow()).isTrue();
        job.crash();
        try (Rebuild rebuild = pipeline.beginRebuild()) {
            rebuild.fill(pipeline.rawZone(), anyParallelism(), () -> {});
            rebuild.compare();
            rebuild.swap(Optional.of(UUID.fromString(message.group(1))));
        }
        job.start(anyParallelism());
        catchUp(job);
    }

    private void requireSame() throws Exception {
        try (Rebuild rebuild = pipeline.beginRebuild()) {
            rebuild.fill(pipeline.rawZone(), anyParallelism(), () -> {});
            assertThat(rebuild.compare()).as("seed %d", SEED).allMatch(TableDifference::isNone);
        }
    }

    private void requireDamageIsFoundAndRepaired() throws Exception {
        String keys = value(
                "SELECT md5(string_agg(sales_record_id::text, ',' ORDER BY sales_record_id)) FROM fact_sales_order WHERE sales_order_id > 9");
        damage(
                "DELETE FROM fact_payment WHERE payment_id = 7",
                "UPDATE fact_sales_order SET units_sold = -1 WHERE sales_order_id = 9 AND version = 1",
                "INSERT INTO dim_design (design_id, design_name, file_location, file_name) VALUES (-5, 'a', 'b', 'c')");
        try (Rebuild rebuild = pipeline.beginRebuild()) {
            rebuild.fill(pipeline.rawZone(), anyParallelism(), () -> {});
            List<TableDifference> differences = rebuild.compare();
            assertThat(differences.stream().filter(table -> !table.isNone()).map(TableDifference::table))
                    .containsExactlyInAnyOrder("fact_payment", "fact_sales_order", "dim_design");
            assertThat(differences.stream().flatMap(table -> table.first().stream()))
                    .contains("payment_id 7, version 1 is only rebuilt", "design_id -5 is only live")
                    .anyMatch(line -> line.startsWith("sales_order_id 9, version 1: units_sold is \"-1\", rebuilt "));

            rebuild.swap(Optional.empty());
        }
        requireSame();
        assertThat(
                        value(
                                "SELECT md5(string_agg(sales_record_id::text, ',' ORDER BY sales_record_id)) FROM fact_sales_order WHERE sales_order_id > 9"))
                .as("record keys of what was right")
                .isEqualTo(keys);
        requireASwapIsAllOrNothingAndWhoPublishesMeanwhileIsNotOverwritten();
    }

    private void requireASwapIsAllOrNothingAndWhoPublishesMeanwhileIsNotOverwritten() throws Exception {
        damage(HeldUpSwap.DAMAGE.toArray(String[]::new));
        try (Rebuild rebuild = pipeline.beginRebuild()) {
            rebuild.fill(pipeline.rawZone(), 1, () -> {});
            rebuild.compare();
            new HeldUpSwap(pipeline, rebuild).requireAllOrNothing();
            damage(
                    "DELETE FROM fact_payment WHERE payment_id = 7",
                    "UPDATE etl.ledger SET recent = gen_random_uuid() || recent");

            assertThatThrownBy(() -> rebuild.swap(Optional.empty()))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage(
                            "Cannot swap the content of the warehouse: somebody has published to it since it was compared, expected a job that is stopped");
        }
        assertThat(value("SELECT count(*) FROM fact_payment WHERE payment_id = 7"))
                .isEqualTo("0");
    }

    private void catchUp(ObservedJob job) {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
    }

    private void damage(String... statements) throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String value(String query) throws SQLException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Any moment may be the one of a crash: this is the only wait for a time. */
    private void run() throws InterruptedException {
        Thread.sleep(500 + random.nextInt(1_500));
    }

    private int anyParallelism() {
        return 1 + random.nextInt(4);
    }
}
