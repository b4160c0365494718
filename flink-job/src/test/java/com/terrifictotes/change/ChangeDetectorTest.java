package com.terrifictotes.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.CountedRows;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ChangeDetectorTest {

    private static final int MAX_PARALLELISM = 128;
    private static final TableSchema DESIGN = table("design");
    private static final TableSchema STAFF = table("staff");

    @Test
    void aRowSeenForTheFirstTimeIsAnInsert() throws Exception {
        try (Harness harness = Harness.opened()) {
            RowVersion wooden = version(DESIGN, 1, "Wooden", 1_000);

            harness.sees(wooden);

            assertThat(harness.changes()).containsExactly(new Change(Operation.INSERT, 1, wooden));
        }
    }

    @Test
    void theSameContentAgainIsNoChange() throws Exception {
        try (Harness harness = Harness.opened()) {
            harness.sees(version(DESIGN, 1, "Wooden", 1_000), version(DESIGN, 1, "Wooden", 2_000));

            assertThat(harness.changes()).hasSize(1);
        }
    }

    @Test
    void contentThatComesBackIsAThirdVersion() throws Exception {
        try (Harness harness = Harness.opened()) {
            RowVersion wooden = version(DESIGN, 1, "Wooden", 1_000);
            RowVersion steel = version(DESIGN, 1, "Steel", 2_000);
            RowVersion woodenAgain = version(DESIGN, 1, "Wooden", 3_000);

            harness.sees(wooden, steel, woodenAgain);

            assertThat(harness.changes())
                    .containsExactly(
                            new Change(Operation.INSERT, 1, wooden),
                            new Change(Operation.UPDATE, 2, steel),
                            new Change(Operation.UPDATE, 3, woodenAgain));
        }
    }

    @Test
    void aRowThatIsGoneIsADeleteAndOneThatComesBackAnInsert() throws Exception {
        try (Harness harness = Harness.opened()) {
            RowVersion wooden = version(DESIGN, 1, "Wooden", 1_000);
            RowVersion gone = gone(DESIGN, 1, 2_000);
            RowVersion woodenAgain = version(DESIGN, 1, "Wooden", 4_000);

            harness.sees(wooden, gone, gone(DESIGN, 1, 3_000), woodenAgain);

            assertThat(harness.changes())
                    .containsExactly(
                            new Change(Operation.INSERT, 1, wooden),
                            new Change(Operation.DELETE, 2, gone),
                            new Change(Operation.INSERT, 3, woodenAgain));
        }
    }

    @Test
    void aRowThatWasGoneBeforeItsChunkCameNeverComesToLife() throws Exception {
        try (Harness harness = Harness.opened()) {
            RowVersion later = version(DESIGN, 1, "Wooden", 3_000);

            harness.sees(gone(DESIGN, 1, 2_000), version(DESIGN, 1, "as it was", 1_000), later);

            assertThat(harness.changes()).containsExactly(new Change(Operation.INSERT, 1, later));
        }
    }

    @Test
    void whatIsGoneStaysGoneAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened()) {
            harness.sees(version(DESIGN, 1, "Wooden", 1_000), gone(DESIGN, 1, 2_000));
            state = harness.snapshot();
        }
        try (Harness harness = Harness.restored(state, 1, 1, 0)) {
            RowVersion again = version(DESIGN, 1, "Wooden", 4_000);
            harness.sees(gone(DESIGN, 1, 3_000), again);

            assertThat(harness.changes()).containsExactly(new Change(Operation.INSERT, 3, again));
        }
    }

    @Test
    void rowsThatAreThereAndDeletesAreCounted() throws Exception {
        try (Harness harness = Harness.opened()) {
            harness.sees(rows(3, "Wooden", 1_000));
            harness.sees(
                    gone(DESIGN, 0, 2_000), gone(DESIGN, 1, 2_000), gone(DESIGN, 1, 3_000), gone(DESIGN, 9, 3_000));
            harness.sees(version(DESIGN, 1, "Wooden", 4_000));
            harness.snapshot();

            assertThat(harness.counts()).containsExactly(new TableCount("design", 3, 6, 2, 2));
        }
    }

    @Test
    void rowsOfTheSameKeyInTwoTablesAreTwoRows() throws Exception {
        try (Harness harness = Harness.opened()) {
            harness.sees(version(DESIGN, 1, "Wooden", 1_000), version(STAFF, 1, "Wooden", 1_000));

            assertThat(harness.changes())
                    .extracting(Change::table, Change::number)
                    .containsExactly(tuple("design", 1), tuple("staff", 1));
        }
    }

    @Test
    void aChunkThatComesAfterACutIsOutOfDate() throws Exception {
        try (Harness harness = Harness.opened()) {
            harness.sees(version(DESIGN, 1, "as the cut saw it", 2_000), version(DESIGN, 1, "as it was", 1_000));

            assertThat(harness.changes()).hasSize(1);
        }
    }

    @Test
    void numbersGoOnAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened()) {
            harness.sees(version(DESIGN, 1, "Wooden", 1_000), version(DESIGN, 1, "Steel", 2_000));
            state = harness.snapshot();
        }
        try (Harness harness = Harness.restored(state, 1, 1, 0)) {
            RowVersion granite = version(DESIGN, 1, "Granite", 3_000);
            harness.sees(version(DESIGN, 1, "Steel", 3_000), granite);

            assertThat(harness.changes()).containsExactly(new Change(Operation.UPDATE, 3, granite));
        }
    }

    @Test
    void countsPerTableGoOnAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened()) {
            harness.sees(
                    version(DESIGN, 1, "Wooden", 1_000),
                    version(DESIGN, 1, "Steel", 2_000),
                    version(DESIGN, 1, "Steel", 3_000),
                    version(STAFF, 1, "Ada", 3_000));
            state = harness.snapshot();
            assertThat(harness.counts())
                    .containsExactlyInAnyOrder(
                            new TableCount("design", 1, 2, 1, 0), new TableCount("staff", 1, 1, 1, 0));
        }
        try (Harness harness = Harness.restored(state, 1, 1, 0)) {
            harness.sees(version(DESIGN, 2, "Granite", 4_000), version(STAFF, 1, "Ada L.", 4_000));
            harness.snapshot();

            assertThat(harness.counts())
                    .containsExactlyInAnyOrder(
                            new TableCount("design", 2, 3, 2, 0), new TableCount("staff", 1, 2, 1, 0));
        }
    }

    @Test
    void closedCutsAreChangesAndAreNotCounted() throws Exception {
        try (Harness harness = Harness.opened()) {
            RowVersion first = closedCut(1_000);
            RowVersion second = closedCut(2_000);

            harness.sees(first, second);
            harness.snapshot();

            assertThat(harness.changes())
                    .containsExactly(new Change(Operation.INSERT, 1, first), new Change(Operation.UPDATE, 2, second));
            assertThat(harness.counts()).isEmpty();
        }
    }

    @Test
    void withAWatermarkItTellsHowManyRowsCameWithWhichCut() throws Exception {
        try (Harness harness = Harness.opened()) {
            harness.sees(rows(3, "Wooden", 1_000));
            harness.sees(version(DESIGN, 0, "Steel", 2_000), gone(DESIGN, 1, 2_000), version(DESIGN, 7, "Oak", 2_000));
            harness.sees(gone(DESIGN, 2, 2_000), version(STAFF, 1, "Ada", 2_000), closedCut(2_000));
            assertThat(harness.rowCounts()).as("before a watermark").isEmpty();

            harness.processWatermark(1_000);
            assertThat(harness.rowCounts())
                    .containsExactlyInAnyOrder(
                            RowCount.moreKnown("design", 1_000, 3),
                            RowCount.moreKnown("design", 2_000, -1),
                            RowCount.moreKnown("staff", 2_000, 1));
            harness.processWatermark(2_000);
            assertThat(harness.rowCounts()).as("once").isEmpty();
        }
    }

    @Test
    void afterARestoreItBeginsWithAllRowsThatAreThere() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened()) {
            harness.sees(rows(3, "Wooden", 1_000));
            harness.processWatermark(1_000);
            harness.sees(gone(DESIGN, 1, 2_000));
            state = harness.snapshot();
        }
        try (Harness harness = Harness.restored(state, 1, 1, 0)) {
            harness.sees(version(DESIGN, 8, "Oak", 3_000));
            harness.processWatermark(1_000);

            assertThat(harness.rowCounts())
                    .containsExactlyInAnyOrder(
                            RowCount.moreKnown("design", Long.MIN_VALUE, 2), RowCount.moreKnown("design", 3_000, 1));
        }
    }

    @Test
    void ofCutsBeforeARowThatItsChunkHadSeenEarlierItIsNotSure() throws Exception {
        try (Harness harness = Harness.opened()) {
            harness.sees(version(DESIGN, 1, "as a later cut saw it", 3_000), gone(DESIGN, 2, 3_000));
            harness.sees(version(DESIGN, 1, "as it was", 1_000), version(DESIGN, 2, "as it was", 1_000));
            harness.processWatermark(2_000);

            assertThat(harness.rowCounts())
                    .containsExactlyInAnyOrder(
                            RowCount.unsureBefore("design", 3_000), RowCount.moreKnown("design", 3_000, 1));
        }
    }

    @Test
    void whatACutCountedGoesToWhoComparesAndIsNoChange() throws Exception {
        try (Harness harness = Harness.opened()) {
            Row row = CountedRows.row("design", 17);

            harness.sees(new RowVersion(ChangeKey.of(CountedRows.TABLE, row), 2_000, 0, row));

            assertThat(harness.changes()).isEmpty();
            assertThat(harness.rowCounts()).containsExactly(RowCount.seen("design", 2_000, 17));
        }
    }

    private static RowVersion closedCut(long instant) {
        Row row = ClosedCuts.row(instant, 7);
        return new RowVersion(ChangeKey.of(ClosedCuts.TABLE, row), instant, 0, row);
    }

    @Test
    void twoSubtasksGoOnWhereOneStoppedAndSoDoesOneWhereTwoDid() throws Exception {
        int rows = 200;
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened()) {
            harness.sees(rows(rows, "Wooden", 1_000));
            state = harness.snapshot();
        }
        List<Change> changes = new ArrayList<>();
        List<TableCount> counts = new ArrayList<>();
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (Harness harness = Harness.restored(state, 1, 2, subtask)) {
                harness.sees(harness.ownOf(rows(rows, "Steel", 2_000)));
                states.add(harness.snapshot());
                changes.addAll(harness.changes());
                counts.addAll(harness.counts());
            }
        }
        assertThat(changes).hasSize(rows).allMatch(change -> change.number() == 2);
        assertThat(sum(counts)).isEqualTo(new TableCount("design", rows, 2L * rows, rows, 0));

        OperatorSubtaskState both =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(new OperatorSubtaskState[0]));
        try (Harness harness = Harness.restored(both, 2, 1, 0)) {
            harness.sees(rows(rows, "Granite", 3_000));
            harness.snapshot();

            assertThat(harness.changes()).hasSize(rows).allMatch(change -> change.number() == 3);
            assertThat(harness.counts()).containsExactly(new TableCount("design", rows, 3L * rows, rows, 0));
        }
    }

    private static RowVersion[] rows(int count, String name, long cut) {
        return IntStream.range(0, count)
                .mapToObj(id -> version(DESIGN, id, name, cut))
                .toArray(RowVersion[]::new);
    }

    private static TableCount sum(List<TableCount> counts) {
        return new TableCount(
                counts.get(0).table(),
                counts.stream().mapToLong(TableCount::rows).sum(),
                counts.stream().mapToLong(TableCount::changes).sum(),
                counts.stream().mapToLong(TableCount::liveRows).sum(),
                counts.stream().mapToLong(TableCount::deletes).sum());
    }

    private static RowVersion version(TableSchema table, int id, String name, long cut) {
        Row row = new RowBuilder().int32(id).text(name).build();
        return new RowVersion(ChangeKey.of(table, row), cut, 700, row);
    }

    private static RowVersion gone(TableSchema table, int id, long cut) {
        Row row = new RowBuilder().int32(id).nothing().build();
        return RowVersion.gone(ChangeKey.of(table, row), cut, row);
    }

    private static TableSchema table(String name) {
        return new TableSchema(
                name,
                List.of(
                        Column.of("id", ColumnType.of(Kind.INT32), false),
                        Column.of("name", ColumnType.of(Kind.TEXT), false)),
                List.of("id"));
    }

    @Test
    void aReceiverCannotJoinInTheMiddle() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened("raw zone", "processed zone")) {
            harness.sees(version(DESIGN, 1, "Wooden", 1_000));
            state = harness.snapshot();
        }

        try (Harness same = Harness.restored(state, 1, 2, 1, "processed zone", "raw zone")) {
            assertThat(same.changes()).isEmpty();
        }
        try (Harness fewer = Harness.restored(state, 1, 1, 0, "raw zone")) {
            assertThat(fewer.changes()).isEmpty();
        }
        assertThatThrownBy(() -> Harness.restored(state, 1, 1, 0, "raw zone", "processed zone", "warehouse"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot begin to fill the warehouse in the middle of a pipeline: what it took in before would be"
                                + " missing there, expected a pipeline that begins anew");
    }

    /** State that is older than the names of columns in it. */
    @Test
    void contentThatIsKnownByItsBytesAloneIsKnown() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = new Harness(1, 0, List.of(), "raw zone")) {
            harness.open();
            harness.sees(version(DESIGN, 1, "Wooden", 1_000));
            state = harness.snapshot();
        }
        try (Harness harness = Harness.restored(state, 1, 1, 0)) {
            RowVersion steel = version(DESIGN, 1, "Steel", 3_000);
            harness.sees(version(DESIGN, 1, "Wooden", 2_000), steel, version(DESIGN, 1, "Steel", 4_000));

            assertThat(harness.changes()).containsExactly(new Change(Operation.UPDATE, 2, steel));
        }
    }

    /** A detector in an operator of its own. */
    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<ChangeKey, RowVersion, Change> {

        private Harness(int parallelism, int subtask, String... receivers) throws Exception {
            this(parallelism, subtask, List.of(DESIGN, STAFF), receivers);
        }

        private Harness(int parallelism, int subtask, List<TableSchema> tables, String... receivers) throws Exception {
            super(
                    new ChangeOperator(new ChangeDetector(Set.of(receivers), tables)),
                    version -> version.key().block(),
                    ChangeTypes.CHANGE_KEY,
                    MAX_PARALLELISM,
                    parallelism,
                    subtask);
            setup(ChangeTypes.CHANGE.createSerializer(new SerializerConfigImpl()));
        }

        static Harness opened() throws Exception {
            return opened("raw zone");
        }

        static Harness opened(String... receivers) throws Exception {
            Harness harness = new Harness(1, 0, receivers);
            harness.open();
            return harness;
        }

        static Harness restored(OperatorSubtaskState state, int before, int now, int subtask) throws Exception {
            return restored(state, before, now, subtask, "raw zone");
        }

        static Harness restored(OperatorSubtaskState state, int before, int now, int subtask, String... receivers)
                throws Exception {
            Harness harness = new Harness(now, subtask, receivers);
            harness.initializeState(repartitionOperatorState(state, MAX_PARALLELISM, before, now, subtask));
            harness.open();
            return harness;
        }

        void sees(RowVersion... versions) throws Exception {
            for (RowVersion version : versions) {
                processElement(version, version.cut());
            }
        }

        /** Those whose keys are this subtask's. */
        RowVersion[] ownOf(RowVersion... versions) {
            int subtasks = getEnvironment().getTaskInfo().getNumberOfParallelSubtasks();
            int own = getEnvironment().getTaskInfo().getIndexOfThisSubtask();
            return Arrays.stream(versions)
                    .filter(version -> KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    version.key().block(), MAX_PARALLELISM, subtasks)
                            == own)
                    .toArray(RowVersion[]::new);
        }

        OperatorSubtaskState snapshot() throws Exception {
            return snapshot(1, 1);
        }

        List<Change> changes() {
            return extractOutputValues();
        }

        /** Those told since it was asked last. */
        List<RowCount> rowCounts() {
            Queue<StreamRecord<RowCount>> told = getSideOutput(ChangeDetector.COUNTS);
            List<RowCount> counts = new ArrayList<>();
            while (told != null && !told.isEmpty()) {
                counts.add(told.remove().getValue());
            }
            return counts;
        }

        /** As they were in the last snapshot. */
        List<TableCount> counts() throws Exception {
            ListState<TableCount> saved = getOperator()
                    .getOperatorStateBackend()
                    .getListState(new ListStateDescriptor<>("table-counts", TableCountSerializer.INSTANCE));
            List<TableCount> counts = new ArrayList<>();
            saved.get().forEach(counts::add);
            return counts;
        }
    }
}
