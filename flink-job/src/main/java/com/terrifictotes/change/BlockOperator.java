package com.terrifictotes.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function that is keyed by {@link ChangeKey#block()}, and tells it when it leaves a block.
 *
 * @param <I> what it takes
 * @param <O> what it gives out
 */
public class BlockOperator<I, O> extends KeyedProcessOperator<ChangeKey, I, O> {

    private static final long serialVersionUID = 1;

    private transient @Nullable Object block;

    /** Something that keeps the block at hand in memory. */
    @FunctionalInterface
    public interface Leaving {
        /** The key at hand is still that of the block. */
        void leaveBlock() throws IOException;
    }

    /** An operator around a function of its own. */
    public <F extends KeyedProcessFunction<ChangeKey, I, O> & Leaving> BlockOperator(F function) {
        super(function);
    }

    @Override
    public void setCurrentKey(Object key) {
        if (!key.equals(block)) {
            leave();
            block = key;
            super.setCurrentKey(key);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        leave();
        super.snapshotState(context);
    }

    private void leave() {
        if (block == null) {
            return;
        }
        try {
            ((Leaving) userFunction).leaveBlock();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the state of block " + block, e);
        }
    }
}
