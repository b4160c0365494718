package com.terrifictotes.change;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of what is remembered of a key: 16 bits that say of which keys there is something, the first key being the lowest,
 * then that of each. The version of the form is that of the serializer of one.
 */
public abstract class BlockSerializer<T> extends ValueSerializer<Block<T>> {

    private static final long serialVersionUID = 1;

    private final ValueSerializer<T> values;

    /** @param values reads and writes what is remembered of one key */
    protected BlockSerializer(ValueSerializer<T> values) {
        super(values.readVersion());
        this.values = values;
    }

    @Override
    public final int version() {
        return values.version();
    }

    @Override
    public final void serialize(Block<T> block, DataOutputView target) throws IOException {
        int filled = 0;
        for (int slot = 0; slot < Block.SIZE; slot++) {
            if (block.at(slot) != null) {
                filled |= 1 << slot;
            }
        }
        target.writeShort(filled);
        for (T value : block.values()) {
            if (value != null) {
                values.serialize(value, target);
            }
        }
    }

    @Override
    public final Block<T> read(int version, DataInputView source) throws IOException {
        int filled = source.readUnsignedShort();
        List<@Nullable T> read = new ArrayList<>(Block.SIZE);
        for (int slot = 0; slot < Block.SIZE; slot++) {
            boolean isFilled = (filled & (1 << slot)) != 0;
            read.add(isFilled ? values.read(version, source) : null);
        }
        return new Block<>(read);
    }
}
