package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.pipeline.ObservedJob;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two TaskManagers share the tasks, and one of them is lost while there is trade: the other's tasks know nothing of it. */
class LostTaskManagerIT {

    private static final int TIMES = Integer.getInteger("lost.times", 3);

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void oneOfTwoTaskManagersIsLostAgainAndAgain() throws Exception {
        try (StarPipeline pipeline = StarPipeline.in(folder);
                ObservedJob job = new ObservedJob(pipeline::startOnTwo);
                RandomTrade trade = RandomTrade.start(pipeline.totesys(), 11);
                WarehouseReader reader = WarehouseReader.start(pipeline)) {
            Publishes publishes = new Publishes(pipeline);
            job.start(2);
            for (int lost = 0; lost < TIMES; lost++) {
                catchUp(job, publishes);
                job.loseTaskManager();
            }
            trade.finish();
            catchUp(job, publishes);
            job.stop();
            assertThat(reader.finish()).as("what a reader saw").isEmpty();
            new StarProof(pipeline).requireAll(job.cuts().survivors());
        }
    }

    private static void catchUp(ObservedJob job, Publishes publishes) {
        job.awaitCutAfter(System.currentTimeMillis());
        publishes.awaitCompleteTo(job.cuts().latest());
    }
}
