package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.pipeline.ObservedJob;
import com.terrifictotes.local.pipeline.Warnings;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A star that is kept up to date under random trade while something is done to its databases, and somebody who reads the
 * warehouse all along. What is not proved ends with its pipeline.
 */
final class HurtStar {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PATIENCE_FOR_AN_ATTEMPT = Duration.ofSeconds(10);

    private final StarPipeline pipeline;
    private final Publishes publishes;
    private final ObservedJob job;
    private final RandomTrade trade;
    private final WarehouseReader reader;
    private final Warnings warnings = new Warnings();

    private HurtStar(StarPipeline pipeline, long seed) {
        this.pipeline = pipeline;
        this.publishes = new Publishes(pipeline);
        this.job = new ObservedJob(pipeline::start);
        this.trade = RandomTrade.start(pipeline.totesys(), seed);
        this.reader = WarehouseReader.start(pipeline);
    }

    /** Something that is done, and undone. */
    @FunctionalInterface
    interface Hurt {
        void suffer() throws Exception;
    }

    /** Starts the job, which has caught up when this is done. */
    static HurtStar begin(StarPipeline pipeline, int parallelism) throws Exception {
        return begin(pipeline, parallelism, job -> {});
    }

    /** The same; something is done to it during the first load. */
    static HurtStar begin(StarPipeline pipeline, int parallelism, HurtOfAJob whileLoading) throws Exception {
        HurtStar star = new HurtStar(pipeline, System.nanoTime() & 0xFFFF);
        pipeline.endWithIt(star::end);
        star.job.start(parallelism);
        whileLoading.suffer(star.job);
        star.catchUp();
        return star;
    }

    /** Something that is done to a job that has just been started. */
    @FunctionalInterface
    interface HurtOfAJob {
        void suffer(ObservedJob job) throws Exception;
    }

    ObservedJob job() {
        return job;
    }

    Publishes publishes() {
        return publishes;
    }

    Warnings warnings() {
        return warnings;
    }

    /**
     * Does something to a job that has caught up, and waits until it has caught up again.
     *
     * @return how often Flink set the job back to a checkpoint for it
     */
    long restartsAfter(Hurt hurt) throws Exception {
        long began = job.job().newestCheckpointBegan();
        long restores = job.job().restores();
        hurt.suffer();
        catchUp();
        long restarts = job.job().restores() - restores;
        if (restarts > 0) {
            job.wasSetBackTo(began);
        }
        return restarts;
    }

    /** Waits until a counter of the job is that much higher than now. */
    void awaitMore(String metric, long more) {
        long before = Board.ofThisJvm().sum(metric);
        await(metric)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Board.ofThisJvm().sum(metric) >= before + more);
    }

    /**
     * Waits until a database that does not answer is felt. What was being staged by then sets the tasks back, and counters
     * begin again with them.
     *
     * @param retries counts how often it was tried again
     */
    void awaitTrouble(String retries) {
        long restores = job.job().restores();
        long before = Board.ofThisJvm().sum(retries);
        await("%s, or a restart".formatted(retries))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        Board.ofThisJvm().sum(retries) > before || job.job().restores() > restores);
    }

    void awaitWarning(String text) {
        await("a warning of " + text).atMost(PATIENCE).until(() -> warnings.tellOf(text));
    }

    /** Whether a warning comes while one would wait for it. */
    boolean isWarnedOf(String text) {
        try {
            await().atMost(PATIENCE_FOR_AN_ATTEMPT).until(() -> warnings.tellOf(text));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Waits until a cut taken from now on is in the warehouse. */
    void catchUp() {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
    }

    /** Ends trade and job: nothing is lost, nothing is there twice, and nobody saw half a cut. */
    void prove() throws Exception {
        try (ObservedJob ending = job;
                RandomTrade trading = trade;
                WarehouseReader reading = reader;
                Warnings listening = warnings) {
            trading.finish();
            catchUp();
            ending.stop();
            assertThat(reading.finish()).as("what a reader saw").isEmpty();
            new StarProof(pipeline).requireAll(ending.cuts().survivors());
            assertThat(listening.messages()).isNotEmpty();
        }
    }

    private void end() {
        job.close();
        trade.close();
        warnings.close();
        reader.close();
    }

    /** What there was. */
    String figures() throws Exception {
        return "%,d transactions; %s; a reader: %s"
                .formatted(trade.committed(), new StarProof(pipeline).figures(), reader.figures());
    }
}
