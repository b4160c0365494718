package com.terrifictotes.change;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of keys, kept in Flink's state by blocks. Rows of a first load come in the order of their keys, so the
 * block at hand is read once and written once for all of them: see {@code docs/decisions/keys-come-in-blocks.md}.
 *
 * <p>The key that Flink has at hand is {@link ChangeKey#block()} of the one asked for; before it is another, and before
 * state is saved, {@link #leave()} is to be called. {@link BlockOperator} does.
 *
 * @param <T> what is remembered of one key
 */
public final class BlockState<T> {

    private final ValueState<Block<T>> state;
    private @Nullable T @Nullable [] open;
    private boolean isChanged;

    private BlockState(ValueState<Block<T>> state) {
        this.state = state;
    }

    /** What a task remembers under a name. */
    public static <T> BlockState<T> of(RuntimeContext context, String name, BlockSerializer<T> serializer) {
        return new BlockState<>(context.getState(new ValueStateDescriptor<>(name, serializer)));
    }

    /** What is remembered of a key; null if nothing is. */
    public @Nullable T of(ChangeKey key) throws IOException {
        return opened()[key.slot()];
    }

    /** Remembers; null forgets. */
    public void keep(ChangeKey key, @Nullable T value) throws IOException {
        opened()[key.slot()] = value;
        isChanged = true;
    }

    /** Writes what has changed in the block at hand, which is then not at hand any more. */
    public void leave() throws IOException {
        @Nullable T[] left = open;
        if (left != null && isChanged) {
            write(left);
        }
        open = null;
        isChanged = false;
    }

    /** Of a block of which nothing is remembered, nothing is kept. */
    private void write(@Nullable T[] values) throws IOException {
        if (Arrays.stream(values).allMatch(Objects::isNull)) {
            state.clear();
        } else {
            state.update(Block.of(values));
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable T[] opened() throws IOException {
        @Nullable T[] values = open;
        if (values == null) {
            Block<T> block = state.value();
            values = (T[])
                    (block == null ? new Object[Block.SIZE] : block.values().toArray());
            open = values;
        }
        return values;
    }
}
