package com.terrifictotes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final MemoryShelf shelf = new MemoryShelf();
    private final Outbox outbox = new Outbox(shelf, lanes());

    @Test
    void nothingIsSentBeforeItsCheckpointIsComplete() throws Exception {
        take("design/1", "blue");
        assertThat(next()).isEmpty();

        outbox.begin(7);
        take("design/2", "red");
        assertThat(next()).isEmpty();

        outbox.complete(7);
        assertThat(next()).containsExactly("design/1 blue");
        assertThat(outbox.isSettled()).isFalse();
    }

    @Test
    void aCheckpointThatFailedVouchesForNothing() throws Exception {
        take("design/1", "blue");
        outbox.begin(7);
        take("design/1", "red");
        outbox.begin(8);
        outbox.complete(8);

        assertThat(next()).containsExactly("design/1 blue");
        outbox.complete(7);
        assertThat(outbox.isSettled()).isTrue();
    }

    @Test
    void whatACheckpointHoldsMayBeSentByWhoeverIsRestoredFromIt() throws Exception {
        FeedRecord blue = new FeedRecord("design/1", "blue");
        shelf.put(new Letter(blue.lane(), 4, blue));
        Outbox restored = new Outbox(shelf, List.of(new Lane(blue.lane(), 4, 5)));

        assertThat(restored.next()).containsExactly(new Letter(blue.lane(), 4, blue));
    }

    @Test
    void aBatchHasOneChangeOfARow() throws Exception {
        take("design/1", "blue");
        take("design/1", "red");
        take("design/2", "green");
        settle();

        List<Letter> first = outbox.next();
        assertThat(texts(first)).containsExactlyInAnyOrder("design/1 blue", "design/2 green");
        for (Letter letter : first) {
            outbox.sent(letter);
        }
        assertThat(next()).containsExactly("design/1 red");
    }

    @Test
    void whatTheStreamDidNotTakeGoesBeforeWhatIsBehindIt() throws Exception {
        take("design/1", "blue");
        take("design/1", "red");
        settle();

        assertThat(next()).containsExactly("design/1 blue");
        assertThat(next()).containsExactly("design/1 blue");
    }

    @Test
    void whatIsSentIsForgotten() throws Exception {
        take("design/1", "blue");
        take("design/2", "red");
        settle();
        assertThat(outbox.waiting()).isEqualTo(2);

        for (Letter letter : outbox.next()) {
            outbox.sent(letter);
        }
        assertThat(outbox.waiting()).isZero();
        assertThat(shelf.size()).isZero();
        assertThat(outbox.next()).isEmpty();
    }

    @Test
    void aBatchIsNoLargerThanARequestMayBe() throws Exception {
        for (int row = 0; row < 1_200; row++) {
            take("design/" + row, "blue");
        }
        settle();
        assertThat(outbox.next()).hasSize(500);

        for (int row = 0; row < 12; row++) {
            take("large/" + row, "x".repeat(1_000_000));
        }
        settle();
        assertThat(outbox.next().stream()
                        .mapToLong(letter -> letter.record().size())
                        .sum())
                .isLessThan(5 << 20);
    }

    @Test
    void aRowWithManyChangesKeepsNoOtherWaiting() throws Exception {
        for (int version = 0; version < 2_000; version++) {
            take("design/1", "version " + version);
        }
        take("design/2", "blue");
        settle();

        assertThat(next()).containsExactlyInAnyOrder("design/1 version 0", "design/2 blue");
    }

    /** A stream that takes any part of a batch, and of what it took, forgets to say so now and then. */
    @Test
    void whateverTheStreamTakesTheChangesOfARowComeInTheirOrder() throws Exception {
        Random random = new Random(11);
        Map<String, List<Integer>> stream = new HashMap<>();
        int[] versions = new int[40];
        for (int round = 0; round < 400; round++) {
            if (round < 300) {
                takeSome(random, versions);
            }
            outbox.begin(round);
            if (random.nextBoolean()) {
                outbox.complete(round);
            }
            send(random, stream);
        }
        settle();
        while (outbox.waiting() > 0) {
            send(random, stream);
        }

        for (int row = 0; row < versions.length; row++) {
            assertThat(withoutRepetitions(stream.getOrDefault("design/" + row, List.of())))
                    .isEqualTo(IntStream.rangeClosed(1, versions[row]).boxed().toList());
        }
    }

    @Test
    void aChangeOfAnotherSubtaskIsRefused() throws Exception {
        Outbox other = new Outbox(shelf, List.of());

        assertThatThrownBy(() -> other.add(new FeedRecord("design/1", "blue")))
                .hasMessageMatching("Cannot find lane \\d+, expected one of this subtask: \\[\\]");
        assertThat(other.next()).isEmpty();
    }

    private void takeSome(Random random, int[] versions) throws Exception {
        for (int change = 0; change < 5; change++) {
            int row = random.nextInt(versions.length);
            versions[row]++;
            take("design/" + row, Integer.toString(versions[row]));
        }
    }

    private void send(Random random, Map<String, List<Integer>> stream) throws Exception {
        for (Letter letter : outbox.next()) {
            int luck = random.nextInt(4);
            if (luck > 0) {
                stream.computeIfAbsent(letter.record().partitionKey(), key -> new ArrayList<>())
                        .add(Integer.valueOf(letter.record().json()));
            }
            if (luck > 1) {
                outbox.sent(letter);
            }
        }
    }

    private static List<Integer> withoutRepetitions(List<Integer> versions) {
        List<Integer> firsts = new ArrayList<>();
        for (int version : versions) {
            if (firsts.isEmpty() || version > firsts.get(firsts.size() - 1)) {
                firsts.add(version);
            }
        }
        return firsts;
    }

    private void take(String row, String json) throws Exception {
        outbox.add(new FeedRecord(row, json));
    }

    private void settle() {
        outbox.begin(Long.MAX_VALUE);
        outbox.complete(Long.MAX_VALUE);
    }

    private List<String> next() throws Exception {
        return texts(outbox.next());
    }

    private static List<String> texts(List<Letter> letters) {
        return letters.stream()
                .map(letter ->
                        letter.record().partitionKey() + " " + letter.record().json())
                .toList();
    }

    private static List<Lane> lanes() {
        return IntStream.range(0, Lane.COUNT)
                .mapToObj(number -> new Lane(number, 0, 0))
                .toList();
    }
}
