package com.terrifictotes.source;

import static com.terrifictotes.source.Cuts.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TotesysEnumeratorTest {

    private static final ChunkSplit FIRST = new ChunkSplit("design", null, 5L, NINE);
    private static final ChunkSplit SECOND = new ChunkSplit("design", 5L, 9L, NINE);
    private static final ChunkSplit LAST = new ChunkSplit("design", 9L, null, NINE);
    private static final CutsSplit CUTS = CutsSplit.beforeFirst(Cuts.snapshot(500, 510, NINE), Map.of(), Map.of());

    private final FakeEnumeratorContext context = new FakeEnumeratorContext(2);

    @BeforeEach
    void bothReadersAreThere() {
        context.register(0);
        context.register(1);
    }

    @Test
    void aReaderThatAsksGetsTheNextChunk() {
        TotesysEnumerator enumerator = continuous(planned(CUTS, FIRST, SECOND, LAST));

        asks(enumerator, 1, 0, 1);

        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(SECOND), 1, List.of(FIRST, LAST)));
        assertThat(enumerator.snapshotState(1)).isEqualTo(planned(CUTS));
    }

    @Test
    void theCutsAreGivenWhenEveryReaderHasReadItsChunks() {
        TotesysEnumerator enumerator = continuous(planned(CUTS, FIRST, LAST));
        asks(enumerator, 0, 1, 1);
        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(FIRST), 1, List.of(LAST)));
        assertThat(context.toldLoadIsOver()).isEmpty();

        asks(enumerator, 0);

        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(FIRST, CUTS), 1, List.of(LAST)));
        assertThat(enumerator.snapshotState(1)).isEqualTo(planned(null));
        assertThat(context.finished()).isEmpty();
        assertThat(context.toldLoadIsOver()).containsExactly(1);
    }

    @Test
    void theCutsWaitForReadersThatAreNotThereYet() {
        context.lose(1);
        TotesysEnumerator enumerator = continuous(planned(CUTS));
        asks(enumerator, 0);
        assertThat(context.assigned()).isEmpty();

        context.register(1);
        enumerator.addReader(1);
        asks(enumerator, 1);

        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(CUTS)));
    }

    @Test
    void chunksOfAFailedReaderAreGivenToWhoeverAsksNext() {
        TotesysEnumerator enumerator = continuous(planned(CUTS, FIRST, SECOND));
        asks(enumerator, 0, 1);

        context.lose(0);
        enumerator.addSplitsBack(List.of(FIRST), 0);
        assertThat(enumerator.snapshotState(1)).isEqualTo(planned(CUTS, FIRST));
        asks(enumerator, 1);

        assertThat(context.assigned().get(1)).containsExactly(SECOND, FIRST);
    }

    @Test
    void chunksOfAFailedReaderGoToOneThatAskedBefore() {
        TotesysEnumerator enumerator = continuous(planned(CUTS, FIRST));
        asks(enumerator, 0, 1);

        context.lose(0);
        enumerator.addSplitsBack(List.of(FIRST), 0);

        assertThat(context.assigned().get(1)).containsExactly(FIRST);
    }

    @Test
    void cutsThatComeBackAreGivenOnceEveryReaderAsksAgain() {
        TotesysEnumerator enumerator = continuous(planned(CUTS));
        asks(enumerator, 0, 1);
        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(CUTS)));
        context.assigned().clear();

        context.lose(0);
        enumerator.addSplitsBack(List.of(CUTS), 0);
        assertThat(enumerator.snapshotState(1)).isEqualTo(planned(CUTS));
        assertThat(context.assigned()).isEmpty();
        context.register(0);
        enumerator.addReader(0);
        asks(enumerator, 0);

        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(CUTS)));
    }

    @Test
    void aReaderThatFailedWithoutASplitHasToAskAgain() {
        TotesysEnumerator enumerator = continuous(planned(CUTS));
        asks(enumerator, 0);

        context.lose(0);
        enumerator.addSplitsBack(List.of(), 0);
        context.register(0);
        enumerator.addReader(0);
        asks(enumerator, 1);

        assertThat(context.assigned()).isEmpty();
    }

    @Test
    void restoredWithTheCutsWithAReaderItHasNothingToGive() {
        TotesysEnumerator enumerator = continuous(planned(null));
        asks(enumerator, 1);

        assertThat(context.plannings()).isZero();
        assertThat(context.assigned()).isEmpty();
        assertThat(context.finished()).isEmpty();
        assertThat(context.toldLoadIsOver()).containsExactly(1);
    }

    @Test
    void theStateOfABoundedJobThatHadReadEverythingIsNotCarriedOnInSilence() {
        TotesysEnumerator enumerator = continuous(planned(null));
        asks(enumerator, 0);

        assertThatThrownBy(() -> asks(enumerator, 1))
                .isInstanceOf(FlinkRuntimeException.class)
                .hasMessage(
                        "Cannot carry on: no reader has the cuts; the state is that of a bounded job that had read everything, expected a new start");
    }

    @Test
    void whatIsKnownOfTablesThatAreNotReadAnyMoreIsForgotten() {
        ChunkSplit excluded = new ChunkSplit("excluded", null, null, 1_000);
        CutsSplit both = new CutsSplit(
                CUTS.cut(),
                CUTS.latest(),
                CUTS.fence(),
                CUTS.identity(),
                Map.of("excluded", new TableProgress("incarnation", 500, 1_000)));

        TotesysEnumerator enumerator = continuous(planned(both, excluded, FIRST));

        assertThat(enumerator.snapshotState(1)).isEqualTo(planned(both.of(Set.of()), FIRST));
    }

    @Test
    void withoutAPlanItPlansAndNobodyGetsAnythingBefore() {
        TotesysEnumerator enumerator = continuous(EnumeratorState.UNPLANNED);
        asks(enumerator, 0, 1);
        assertThat(context.assigned()).isEmpty();
        assertThat(enumerator.snapshotState(1)).isEqualTo(EnumeratorState.UNPLANNED);

        context.planned(new FirstLoad.Plan(planned(CUTS, FIRST, SECOND), 18), null);

        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(FIRST), 1, List.of(SECOND)));
        assertThat(enumerator.snapshotState(2)).isEqualTo(planned(CUTS));
    }

    @Test
    void aPlanThatCannotBeMadeFailsTheJobWithTheReason() {
        continuous(EnumeratorState.UNPLANNED);
        SQLException denied = new SQLException("permission denied for table design", "42501");

        assertThatThrownBy(() -> context.planned(null, denied))
                .isInstanceOf(FlinkRuntimeException.class)
                .hasMessage("Cannot plan the first load: permission denied for table design")
                .hasCause(denied);
    }

    @Test
    void continuousReadersAreNeverToldThatThereIsNoMore() {
        asks(continuous(planned(CUTS, FIRST)), 0, 1, 0);

        assertThat(context.finished()).isEmpty();
    }

    @Test
    void boundedEveryReaderEndsWithTheLastCutOnceItIsClosed() {
        TotesysEnumerator enumerator = bounded(planned(CUTS, FIRST));
        asks(enumerator, 0, 1);
        asks(enumerator, 0);
        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(FIRST, CUTS)));
        assertThat(context.finished()).as("the cut is still being read").isEmpty();

        enumerator.handleSourceEvent(0, new CutIsClosed(2_000));
        assertThat(context.finished()).isEqualTo(Set.of(1));

        asks(enumerator, 0);
        assertThat(context.finished()).isEqualTo(Set.of(0, 1));
        assertThat(context.lastCuts()).isEqualTo(Map.of(0, 2_000L, 1, 2_000L));
        assertThat(enumerator.snapshotState(1)).isEqualTo(planned(null).endedBy(2_000L));
    }

    @Test
    void boundedAndRestoredBehindTheLastCutEveryReaderEndsWithIt() {
        asks(bounded(planned(null).endedBy(2_000L)), 0, 1);

        assertThat(context.finished()).isEqualTo(Set.of(0, 1));
        assertThat(context.lastCuts()).isEqualTo(Map.of(0, 2_000L, 1, 2_000L));
    }

    @Test
    void boundedAndRestoredWithoutKnowingTheLastCutAnotherIsTaken() {
        TotesysEnumerator enumerator = bounded(planned(null));
        asks(enumerator, 0, 1);
        assertThat(context.finished()).isEmpty();
        assertThat(context.plannings()).isEqualTo(1);

        context.planned(new FirstLoad.Plan(planned(CUTS), 18), null);

        assertThat(context.assigned()).isEqualTo(Map.of(0, List.of(CUTS)));
    }

    private TotesysEnumerator continuous(EnumeratorState state) {
        return started(state, false);
    }

    private TotesysEnumerator bounded(EnumeratorState state) {
        return started(state, true);
    }

    private TotesysEnumerator started(EnumeratorState state, boolean isBounded) {
        TotesysEnumerator enumerator = new TotesysEnumerator(
                context, new Unreachable(), Cuts.catalog(Cuts.DESIGN), Cuts.options(isBounded), state);
        enumerator.start();
        return enumerator;
    }

    private static EnumeratorState planned(@Nullable CutsSplit cuts, ChunkSplit... chunks) {
        return EnumeratorState.planned(List.of(chunks), cuts);
    }

    private static void asks(TotesysEnumerator enumerator, int... readers) {
        for (int reader : readers) {
            enumerator.handleSplitRequest(reader, "here");
        }
    }

    private static final class Unreachable implements Database {
        private static final long serialVersionUID = 1;

        @Override
        public Connection connect() throws SQLException {
            throw new SQLException("nobody is there", "08001");
        }

        @Override
        public String address() {
            return "nowhere";
        }
    }
}
