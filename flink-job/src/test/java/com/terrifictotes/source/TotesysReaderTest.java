package com.terrifictotes.source;

import static com.terrifictotes.source.Cuts.DESIGN;
import static com.terrifictotes.source.Cuts.closed;
import static com.terrifictotes.source.Cuts.design;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TotesysReaderTest {

    private static final ChunkSplit CHUNK = new ChunkSplit("design", null, null, 1_000);
    private static final CutsSplit CUTS = closed(1_000, 500);

    private final FakeReaderContext context = new FakeReaderContext();
    private final ScriptedSplitReader splitReader = new ScriptedSplitReader();
    private final FakeOutput output = new FakeOutput();
    private final TotesysReader reader = new TotesysReader(() -> splitReader, context, Cuts.catalog(DESIGN));

    @AfterEach
    void close() throws Exception {
        reader.close();
    }

    @Test
    void aReaderWithoutASplitAsksForOneAndHoldsTheWatermarkBackUntilTheLoadIsOver() throws Exception {
        reader.start();

        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(context.requests()).isEqualTo(1);
        assertThat(output.emitted()).isEmpty();

        reader.handleSourceEvents(LoadIsOver.INSTANCE);
        assertThat(reader.isAvailable()).isDone();
        reader.pollNext(output);
        assertThat(output.emitted()).containsExactly("idle");
    }

    @Test
    void aReaderThatWasGivenItsSplitBackDoesNotAskForAnother() throws Exception {
        reader.addSplits(List.of(CUTS));
        reader.start();
        reader.pollNext(output);

        assertThat(context.requests()).isZero();
        assertThat(output.emitted()).isEmpty();
        assertThat(reader.snapshotState(1)).containsExactly(CUTS);
    }

    @Test
    void rowsCarryTheInstantOfTheirCutAndTheWatermarkFollowsWhenItIsClosed() {
        reader.addSplits(List.of(CUTS));
        splitReader.reads(CUTS, seen(1, "Wooden", 2_000), seen(2, "Concrete", 2_000));
        splitReader.reads(CUTS, seen(3, "Steel", 2_000), new Reading.Closed(closed(2_000, 510)));
        splitReader.reads(CUTS, new Reading.Closed(closed(3_000, 520)));

        poll(6);

        assertThat(output.emitted())
                .containsExactly(
                        "Wooden at 2000", "Concrete at 2000", "Steel at 2000", "watermark 2000", "watermark 3000");
        assertThat(reader.snapshotState(1)).containsExactly(closed(3_000, 520));
    }

    @Test
    void theStateMovesWithWhatIsEmittedAndNotWithWhatIsRead() throws Exception {
        reader.addSplits(List.of(CUTS));
        splitReader.reads(CUTS, seen(1, "Wooden", 2_000), new Reading.Closed(closed(2_000, 510)));

        await().until(() -> reader.isAvailable().isDone());
        assertThat(reader.snapshotState(1)).containsExactly(CUTS);

        pollUntilEmitted(1);
        assertThat(reader.snapshotState(2)).containsExactly(CUTS.reached(2_000).withKeys(keys(1)));

        pollUntilEmitted(2);
        assertThat(reader.snapshotState(3)).containsExactly(closed(2_000, 510));
    }

    @Test
    void aCutThatBroughtRowsIsMarkedInOneStepWithItsWatermark() throws Exception {
        reader.addSplits(List.of(CUTS));
        splitReader.reads(CUTS, seen(1, "Wooden", 2_000), Reading.Closed.marked(closed(2_000, 510), 1));

        pollUntilEmitted(1);
        assertThat(output.emitted()).containsExactly("Wooden at 2000");

        await().until(() -> {
            reader.pollNext(output);
            return output.emitted().size() > 1;
        });
        assertThat(output.emitted()).containsExactly("Wooden at 2000", "closed 2000, 1 rows at 2000", "watermark 2000");
        assertThat(reader.snapshotState(1)).containsExactly(closed(2_000, 510));
    }

    @Test
    void whatACutCountedComesBehindItsRowsAndBeforeItsWatermark() throws Exception {
        reader.addSplits(List.of(CUTS));
        splitReader.reads(
                CUTS,
                seen(1, "Wooden", 2_000),
                Reading.Closed.marked(closed(2_000, 510), 1).counted(Map.of("design", 17L)));

        poll(4);

        assertThat(output.emitted())
                .containsExactly(
                        "Wooden at 2000",
                        "design has 17 rows at 2000",
                        "closed 2000, 1 rows at 2000",
                        "watermark 2000");
    }

    @Test
    void keysOfRowsThatAreOutAreInEveryCheckpointUntilTheirCutIsClosed() {
        CutsSplit known = CUTS.withKeys(keys(1, 2));
        reader.addSplits(List.of(known));
        splitReader.reads(known, seen(2, "Oak", 2_000), seen(3, "Steel", 2_000), gone(1, 2_000));
        pollUntilEmitted(3);
        assertThat(reader.snapshotState(1))
                .as("a row that is gone is told again if the cut is never closed")
                .containsExactly(known.reached(2_000).withKeys(keys(1, 2, 3)));

        splitReader.reads(known, seen(4, "Brass", 3_000));
        pollUntilEmitted(4);
        assertThat(reader.snapshotState(2))
                .as("rows of a cut that was broken off, and of the next")
                .containsExactly(known.reached(3_000).withKeys(keys(1, 2, 3, 4)));

        CutsSplit closed = closed(3_000, 510).withKeys(keys(2, 4));
        splitReader.reads(known, new Reading.Closed(closed));
        pollUntilEmitted(5);
        assertThat(reader.snapshotState(3)).containsExactly(closed);
    }

    @Test
    void aRestoredCutIsRepeatedByItsWatermarkAlone() {
        reader.addSplits(List.of(CUTS));
        splitReader.reads(CUTS, new Reading.Closed(CUTS));

        pollUntilEmitted(1);

        assertThat(output.emitted()).containsExactly("watermark 1000");
        assertThat(reader.snapshotState(1)).containsExactly(CUTS);
    }

    @Test
    void aFinishedChunkIsForgottenAndTheNextSplitAskedFor() throws Exception {
        reader.start();
        reader.addSplits(List.of(CHUNK));
        splitReader.reads(CHUNK, seen(1, "Wooden", 1_000));
        pollUntilEmitted(1);
        assertThat(reader.snapshotState(1)).containsExactly(CHUNK);

        splitReader.finishes(CHUNK);
        pollUntilAsked(2);

        assertThat(output.emitted()).containsExactly("Wooden at 1000");
        assertThat(reader.snapshotState(2)).isEmpty();
    }

    @Test
    void withSeveralSplitsTheNextIsAskedForWhenTheLastIsFinished() {
        ChunkSplit other = new ChunkSplit("staff", null, null, 1_000);
        reader.addSplits(List.of(CHUNK, other));
        splitReader.finishes(CHUNK);
        splitReader.reads(other, seen(1, "Wooden", 1_000));
        pollUntilEmitted(1);
        assertThat(context.requests()).isZero();

        splitReader.finishes(other);
        pollUntilAsked(1);
    }

    @Test
    void itEndsWhenThereIsNoMore() {
        reader.addSplits(List.of(CHUNK));
        reader.notifyNoMoreSplits();
        splitReader.finishes(CHUNK);

        await().until(() -> reader.pollNext(output) == InputStatus.END_OF_INPUT);
    }

    @Test
    void theReaderOfTheLastCutSaysSoBeforeItAsksForMore() {
        reader.addSplits(List.of(CUTS));
        splitReader.reads(CUTS, new Reading.Closed(closed(2_000, 510)));
        splitReader.finishes(CUTS);

        pollUntilAsked(1);

        assertThat(output.emitted()).containsExactly("watermark 2000");
        assertThat(context.events()).containsExactly(new CutIsClosed(2_000));
    }

    @Test
    void aReaderThatDidNotTakeTheLastCutEndsWithItsWatermarkBehindItsOwnRows() {
        reader.addSplits(List.of(CHUNK));
        splitReader.reads(CHUNK, seen(1, "Wooden", 1_000));
        splitReader.finishes(CHUNK);
        pollUntilAsked(1);
        assertThat(context.events()).as("a chunk is no cut").isEmpty();

        reader.handleSourceEvents(new CutIsClosed(2_000));
        reader.notifyNoMoreSplits();

        await().until(() -> reader.pollNext(output) == InputStatus.END_OF_INPUT);
        assertThat(output.emitted()).containsExactly("Wooden at 1000", "watermark 2000");
    }

    private static Map<String, LiveKeys> keys(long... keys) {
        return Map.of("design", Cuts.keys(keys));
    }

    private static Reading gone(int id, long cut) {
        ChangeKey key = ChangeKey.ofNumber("design", id);
        return new Reading.Seen(RowVersion.gone(key, cut, key.row(DESIGN)));
    }

    private static Reading seen(int id, String name, long cut) {
        return new Reading.Seen(design(id, name, cut));
    }

    private void pollUntilAsked(int requests) {
        await().until(() -> {
            reader.pollNext(output);
            return context.requests() == requests;
        });
    }

    private void pollUntilEmitted(int count) {
        await().until(() -> {
            if (output.emitted().size() < count) {
                reader.pollNext(output);
            }
            return output.emitted().size() >= count;
        });
    }

    /** Until that much is emitted, or nothing comes any more. */
    private void poll(int most) {
        await().until(() -> {
            reader.pollNext(output);
            return output.emitted().size() >= most || output.emitted().contains("watermark 3000");
        });
    }
}
