package com.terrifictotes.change;

import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Remembers which rows' last changes are in quarantine, for tasks that are keyed by {@link ChangeKey#block()}. */
public final class QuarantinedRows {

    private final BlockState<Boolean> state;

    private QuarantinedRows(BlockState<Boolean> state) {
        this.state = state;
    }

    /** What a task remembers: nothing is kept of a row that always fitted. */
    public static QuarantinedRows of(RuntimeContext context) {
        return new QuarantinedRows(BlockState.of(context, "quarantined", FlagsSerializer.INSTANCE));
    }

    /** The memory of one row. */
    public QuarantineMemory of(ChangeKey key) {
        return new QuarantineMemory() {
            @Override
            public boolean isQuarantined() throws IOException {
                return state.of(key) != null;
            }

            @Override
            public void keep() throws IOException {
                state.keep(key, true);
            }

            @Override
            public void forget() throws IOException {
                state.keep(key, null);
            }
        };
    }

    /** As {@link BlockOperator} wants it. */
    public void leave() throws IOException {
        state.leave();
    }
}
