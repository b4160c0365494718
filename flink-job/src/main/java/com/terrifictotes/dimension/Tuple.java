package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A row in state: the length of its tuple, the tuple. */
final class Tuple {

    private Tuple() {}

    static void write(Row row, DataOutputView target) throws IOException {
        target.writeInt(row.tuple().length);
        target.write(row.tuple());
    }

    static Row read(DataInputView source) throws IOException {
        byte[] tuple = new byte[source.readInt()];
        source.readFully(tuple);
        return Row.of(tuple);
    }
}
