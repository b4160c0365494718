package com.terrifictotes.dimension;

import com.terrifictotes.catalog.ClosedCuts;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.Totesys;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.ChangeTypes;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.change.StarRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Joined dimensions in an operator of their own. */
final class JoinHarness extends KeyedOneInputStreamOperatorTestHarness<String, Change, StarRow> {

    private static final int MAX_PARALLELISM = 128;

    private JoinHarness(int parallelism, int subtask) throws Exception {
        super(
                new KeyedProcessOperator<>(new JoinedDimensions(Totesys.TABLES)),
                JoinedDimensions::dimension,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
        setup(ChangeTypes.STAR_ROW.createSerializer(new SerializerConfigImpl()));
    }

    static JoinHarness opened() throws Exception {
        JoinHarness harness = new JoinHarness(1, 0);
        harness.open();
        return harness;
    }

    static JoinHarness restored(OperatorSubtaskState state, int before, int now, int subtask) throws Exception {
        JoinHarness harness = new JoinHarness(now, subtask);
        harness.initializeState(repartitionOperatorState(state, MAX_PARALLELISM, before, now, subtask));
        harness.open();
        return harness;
    }

    void sees(Change... changes) throws Exception {
        for (Change change : changes) {
            processElement(change, change.version().cut());
        }
    }

    /** As the changes tell it, before the watermark. */
    void isToldOfClosed(long cut) throws Exception {
        List<Change> addressed = new ArrayList<>();
        Row row = ClosedCuts.row(cut, 1);
        RowVersion mark = new RowVersion(ChangeKey.of(ClosedCuts.TABLE, row), cut, 0, row);
        JoinedDimensions.addressed(new Change(Operation.UPDATE, 2, mark), new ListCollector<>(addressed));
        for (Change change : addressed) {
            if (owns(change.table())) {
                processElement(change, cut);
            }
        }
    }

    void closes(long cut) throws Exception {
        processWatermark(new Watermark(cut));
    }

    /** Whether changes of that dimension come to this subtask. */
    boolean owns(String dimension) {
        int subtasks = getEnvironment().getTaskInfo().getNumberOfParallelSubtasks();
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(dimension, MAX_PARALLELISM, subtasks)
                == getEnvironment().getTaskInfo().getIndexOfThisSubtask();
    }
}
