package com.terrifictotes.change;

import com.terrifictotes.catalog.Row;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A row in state and between operators: the length of its tuple, the tuple. */
public final class Tuple {

    private Tuple() {}

    /** Writes a row. */
    public static void write(Row row, DataOutputView target) throws IOException {
        target.writeInt(row.tuple().length);
        target.write(row.tuple());
    }

    /** Reads a row. */
    public static Row read(DataInputView source) throws IOException {
        byte[] tuple = new byte[source.readInt()];
        source.readFully(tuple);
        return Row.of(tuple);
    }
}
