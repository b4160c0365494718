package com.terrifictotes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedOperatorTest {

    private final FakeStream stream = new FakeStream();
    private final List<FeedSubtask> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (FeedSubtask subtask : open) {
            subtask.close();
        }
    }

    @Test
    void aChangeIsSentWhenItsCheckpointIsComplete() throws Exception {
        FeedSubtask feed = start(null);
        feed.take("design/1", "blue");
        feed.snapshot(1);
        feed.take("design/1", "red");
        assertThat(stream.taken()).isEmpty();

        feed.complete(1);
        feed.awaitTaken("design/1 blue");
        feed.snapshot(2);
        feed.complete(2);
        feed.awaitTaken("design/1 blue", "design/1 red");
        await().pollInSameThread().untilAsserted(() -> {
            feed.work();
            assertThat(feed.waiting()).isZero();
        });
    }

    @Test
    void whatWasNotSentYetIsSentByWhoeverIsRestored() throws Exception {
        stream.away(true);
        FeedSubtask first = start(null);
        first.take("design/1", "blue");
        OperatorSubtaskState state = first.snapshot(1);
        first.complete(1);
        first.take("design/1", "never vouched for");
        first.close();

        stream.away(false);
        FeedSubtask second = start(state);
        second.awaitTaken("design/1 blue");
        second.take("design/1", "red");
        second.snapshot(2);
        second.complete(2);
        second.awaitTaken("design/1 blue", "design/1 red");
    }

    @Test
    void onlyWhatTheStreamDidNotTakeIsSentAgain() throws Exception {
        stream.takeOnly(record -> !record.partitionKey().equals("design/1"));
        FeedSubtask feed = start(null);
        feed.take("design/1", "blue");
        feed.take("design/1", "red");
        feed.take("design/2", "green");
        feed.snapshot(1);
        feed.complete(1);
        feed.awaitTaken("design/2 green");

        stream.takeOnly(record -> true);
        feed.awaitTaken("design/2 green", "design/1 blue", "design/1 red");
    }

    @Test
    void checkpointsGoOnWhileTheStreamIsAway() throws Exception {
        stream.away(true);
        FeedSubtask feed = start(null);
        for (int checkpoint = 1; checkpoint <= 20; checkpoint++) {
            feed.take("design/" + checkpoint, "blue");
            feed.snapshot(checkpoint);
            feed.complete(checkpoint);
        }
        assertThat(feed.waiting()).isEqualTo(20);

        stream.away(false);
        await().pollInSameThread().untilAsserted(() -> {
            feed.work();
            assertThat(stream.taken()).hasSize(20);
        });
    }

    @Test
    void aStreamThatIsGoneFailsTheTask() throws Exception {
        stream.vanish();
        FeedSubtask feed = start(null);
        feed.take("design/1", "blue");
        feed.snapshot(1);

        assertThatThrownBy(() -> {
                    feed.complete(1);
                    feed.awaitTaken("design/1 blue");
                })
                .isInstanceOf(FeedException.class)
                .hasMessage("Cannot send changes to the stream: it is gone");
    }

    @Test
    void aBoundedJobEndsWhenAllIsSent() throws Exception {
        FeedSubtask feed = start(null);
        for (int row = 0; row < 1_700; row++) {
            feed.take("design/" + row, "blue");
        }
        feed.end();
        feed.snapshot(1);
        assertThat(stream.taken()).isEmpty();

        feed.complete(1);
        assertThat(stream.taken()).hasSize(1_700).doesNotHaveDuplicates();
    }

    @Test
    void changesOfARowKeepTheirOrderAtAnotherParallelism() throws Exception {
        stream.away(true);
        FeedSubtask one = start(null);
        for (int row = 0; row < 60; row++) {
            one.take("design/" + row, "1");
        }
        OperatorSubtaskState state = one.snapshot(1);
        one.close();
        stream.away(false);

        List<FeedSubtask> three = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            three.add(start(rescaled(state, 1, 3, index), 3, index));
        }
        for (int row = 0; row < 60; row++) {
            String key = "design/" + row;
            three.get(FeedSubtask.owner(key, 3)).take(key, "2");
        }
        for (FeedSubtask subtask : three) {
            subtask.snapshot(2);
            subtask.complete(2);
        }
        await().pollInSameThread().untilAsserted(() -> {
            for (FeedSubtask subtask : three) {
                subtask.work();
            }
            assertThat(stream.taken()).hasSize(120);
        });
        for (int row = 0; row < 60; row++) {
            assertThat(stream.taken()).containsSubsequence("design/" + row + " 1", "design/" + row + " 2");
        }
    }

    @Test
    void theStreamIsClosedWithTheTask() throws Exception {
        start(null).close();

        assertThat(stream.isClosed()).isTrue();
    }

    private FeedSubtask start(@Nullable OperatorSubtaskState state) throws Exception {
        return start(state, 1, 0);
    }

    private FeedSubtask start(@Nullable OperatorSubtaskState state, int parallelism, int index) throws Exception {
        FeedSubtask subtask = new FeedSubtask(stream, state, parallelism, index);
        open.add(subtask);
        return subtask;
    }

    private static OperatorSubtaskState rescaled(OperatorSubtaskState state, int before, int now, int index) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, FeedSubtask.MAX_PARALLELISM, before, now, index);
    }
}
