package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.flink.FragileJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing happens in totesys, for as many polls and checkpoints as there are in an hour: nothing grows.
 *
 * <p>{@code -Didle.polls=N} is more or less than an hour.
 */
class IdleIT {

    /** One every five seconds. */
    private static final int POLLS = Integer.getInteger("idle.polls", 720);

    private static final int LOOKS = 12;

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void anHourInWhichNothingHappensTakesNoMoreOfAnything() throws Exception {
        try (StarPipeline pipeline =
                StarPipeline.in(folder).configured(everyTenthOfASecond()).with("Source", "poll.interval", "PT0.05S")) {
            Publishes publishes = new Publishes(pipeline);
            try (FragileJob job = pipeline.start(2)) {
                publishes.awaitCompleteTo(System.currentTimeMillis(), Duration.ofMinutes(2));
                List<Long> before = content(pipeline);
                Gauges gauges = new Gauges(pipeline, job, pipeline.checkpoints());
                for (int look = 0; look < LOOKS; look++) {
                    awaitPolls(POLLS / LOOKS);
                    gauges.look();
                }
                publishes.awaitCompleteTo(System.currentTimeMillis(), Duration.ofMinutes(2));

                assertThat(job.restores()).isZero();
                assertThat(content(pipeline))
                        .as("files of the lake, publishes, facts")
                        .isEqualTo(before);
                gauges.measures().forEach(measure -> System.out.println(measure.line()));
                assertThat(gauges.measures()).allMatch(Measure::isFlat);
            }
        }
    }

    private static Configuration everyTenthOfASecond() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        return configuration;
    }

    private static void awaitPolls(int polls) {
        long until = Board.ofThisJvm().sum("cuts") + polls;
        await(polls + " polls")
                .atMost(Duration.ofMinutes(5))
                .until(() -> Board.ofThisJvm().sum("cuts") >= until);
    }

    /** Files of the lake, publishes that brought something, facts. */
    private List<Long> content(StarPipeline pipeline) throws SQLException, IOException {
        try (Connection connection = pipeline.warehouse();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT (SELECT count(*) FROM etl.publish), (SELECT count(*) FROM fact_payment)");
                Stream<Path> files = Files.walk(folder.resolve("lake"))) {
            row.next();
            return List.of(files.filter(Files::isRegularFile).count(), row.getLong(1), row.getLong(2));
        }
    }
}
