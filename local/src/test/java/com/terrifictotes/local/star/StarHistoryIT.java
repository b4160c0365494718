package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.pipeline.TableLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of the star, held against random trade and a job and a warehouse that crash: the lake and the warehouse say
 * what the rules say of the changes in the raw zone, the latest state is that of totesys, and who reads the warehouse
 * meanwhile never sees but whole cuts.
 *
 * <p>{@code -Dstar.seed=N} repeats the decisions of a run, though not its timing; {@code -Dstar.rounds=N} goes on for longer.
 */
class StarHistoryIT {

    private static final long SEED = Long.getLong("star.seed", System.nanoTime() & 0xFFFF);
    private static final int ROUNDS = Integer.getInteger("star.rounds", 1);

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder = Path.of("unset");

    private StarPipeline pipeline;
    private StarProof proof;
    private Publishes publishes;
    private int kills;
    private long settledRestores;
    private long settledCheckpoint;

    @BeforeEach
    void startServers() throws Exception {
        pipeline = StarPipeline.in(folder);
        proof = new StarProof(pipeline);
        publishes = new Publishes(pipeline);
    }

    @AfterEach
    void stopServer() {
        pipeline.close();
    }

    @Test
    void nothingIsLostNothingIsThereTwiceAndNobodySeesHalfACut() throws Exception {
        try (ObservedJob job = new ObservedJob(pipeline::start);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), SEED);
                WarehouseReader reader = WarehouseReader.start(pipeline)) {
            crashWhileLoading(job);
            for (int round = 0; round < ROUNDS; round++) {
                hurtEverything(job);
            }
            trade.finish();
            catchUpAndStop(job);
            assertThat(reader.finish()).as("what a reader saw, seed %d", SEED).isEmpty();
            proof.requireAll(job.cuts().survivors());
            report(job, trade, reader);
            requireNothingChangesWithoutTrade(job);
        }
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
        settle(job);
    }

    private void hurtEverything(ObservedJob job) throws Exception {
        run();
        crashInTheMiddleOfACut(job);
        run();
        setBack(job, publishes::terminateOne);
        run();
        setBack(job, this::killWarehouse);
        run();
        loseTaskManager(job);
        run();
        setBack(job, publishes::terminateOne);
        crash(job);
        proof.requireInvariants();
    }

    /** All of Flink is gone, and comes back with another parallelism. */
    private void crash(ObservedJob job) {
        forgetUnlessSettled(job);
        job.crash();
        job.start(anyParallelism());
        settle(job);
    }

    /**
     * A cut is open while checkpoints go by: rows of it are staged and in the lake, and nobody may see them in the
     * warehouse. The crash breaks it off, and the next cut has to do with what it left.
     */
    private void crashInTheMiddleOfACut(ObservedJob job) throws Exception {
        forgetUnlessSettled(job);
        try (TableLock lock = TableLock.take(pipeline.totesys()::connect, "transaction")) {
            lock.awaitReader();
            pipeline.totesys().execute(SmallTotesys.CHANGE_QUIET_ORDERS);
            lock.letPassWhoWaits();
            lock.awaitReader();
            job.awaitCheckpoint();
            job.awaitCheckpoint();
            job.crash();
            job.start(anyParallelism());
        }
        settle(job);
    }

    private void loseTaskManager(ObservedJob job) {
        forgetUnlessSettled(job);
        job.loseTaskManager();
        settle(job);
    }

    /** Something that tasks may fail of, or may not notice. */
    private void setBack(ObservedJob job, Runnable hurt) {
        forgetUnlessSettled(job);
        long began = job.job().newestCheckpointBegan();
        hurt.run();
        publishes.awaitCompleteTo(System.currentTimeMillis());
        job.wasSetBackTo(began);
        settle(job);
    }

    private void killWarehouse() {
        publishes.awaitOne();
        pipeline.server().kill();
        pipeline.server().comeBack();
        kills++;
    }

    private void settle(ObservedJob job) {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
        settledRestores = job.job().restores();
        settledCheckpoint = job.job().newestCheckpointBegan();
    }

    /** Of tasks that failed later than expected nobody knows where they carried on, but for the checkpoint before. */
    private void forgetUnlessSettled(ObservedJob job) {
        if (job.job().restores() != settledRestores) {
            job.wasSetBackTo(settledCheckpoint);
        }
    }

    private void catchUpAndStop(ObservedJob job) {
        settle(job);
        forgetUnlessSettled(job);
        job.stop();
    }

    private void requireNothingChangesWithoutTrade(ObservedJob job) throws Exception {
        Map<String, String> before = WarehouseContent.of(pipeline);
        long publishedBefore = publishes.completeTo();
        job.start(anyParallelism());
        settle(job);
        job.awaitCheckpoint();
        settle(job);
        job.stop();
        assertThat(WarehouseContent.of(pipeline)).isEqualTo(before);
        assertThat(publishes.completeTo()).isGreaterThan(publishedBefore);
    }

    /** Any moment may be the one of a crash: this is the only wait for a time. */
    private void run() throws InterruptedException {
        Thread.sleep(500 + random.nextInt(1_500));
    }

    private int anyParallelism() {
        return 1 + random.nextInt(4);
    }

    private void report(ObservedJob job, RandomTrade trade, WarehouseReader reader) throws Exception {
        System.out.printf(
                "seed %d: %,d transactions, %,d rolled back; %s%n"
                        + "%d crashes, %d TaskManagers lost, %d times the warehouse killed, %d publishes terminated; %,d publishes with rows%n"
                        + "a reader: %s; %d cuts seen that outlived all%n",
                SEED,
                trade.committed(),
                trade.rolledBack(),
                proof.figures(),
                job.crashes(),
                job.lostTaskManagers(),
                kills,
                publishes.terminated(),
                publishes.count(),
                reader.figures(),
                job.cuts().survivors().size());
    }
}
