package com.terrifictotes.change;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs a {@link ChangeDetector}, and has it tell its counts whenever a watermark says that a cut is complete: functions are
 * told of watermarks by timers of their keys alone, and a count has none.
 */
public final class ChangeOperator extends BlockOperator<RowVersion, Change> {

    private static final long serialVersionUID = 1;

    /** An operator around a detector of its own. */
    public ChangeOperator(ChangeDetector detector) {
        super(detector);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        ((ChangeDetector) userFunction)
                .tellCounts(count -> output.collect(ChangeDetector.COUNTS, new StreamRecord<>(count)));
        super.processWatermark(mark);
    }
}
