package com.terrifictotes.warehouse;

import com.terrifictotes.change.StarRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows of one table as binary COPY takes them: the batch and the cut, then the row's own fields, whose bytes are those
 * they have come with. Format: PostgreSQL documentation, COPY, "Binary Format".
 */
final class StageBuffer {

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] END = {-1, -1};
    private static final int FULL = 1024 * 1024;
    private static final int OWN_FIELDS = 2;
    private static final long POSTGRES_EPOCH =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    private final DataOutputSerializer bytes = new DataOutputSerializer(16 * 1024);

    void add(long batch, StarRow row) throws IOException {
        if (isEmpty()) {
            bytes.write(HEADER);
        }
        byte[] tuple = row.row().tuple();
        bytes.writeShort(row.row().size() + OWN_FIELDS);
        writeField(batch);
        writeField(Math.multiplyExact(row.cut() - POSTGRES_EPOCH, 1000));
        bytes.write(tuple, Short.BYTES, tuple.length - Short.BYTES);
    }

    boolean isEmpty() {
        return bytes.length() == 0;
    }

    boolean isFull() {
        return bytes.length() >= FULL;
    }

    /** Sends what is there by a statement, and is empty then. */
    void send(Connection connection, String statement) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(bytes.getSharedBuffer(), 0, bytes.length());
            copy.writeToCopy(END, 0, END.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        bytes.clear();
    }

    private void writeField(long value) throws IOException {
        bytes.writeInt(Long.BYTES);
        bytes.writeLong(value);
    }
}
