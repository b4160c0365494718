package com.terrifictotes.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The tuples of one binary COPY, as they arrive: nothing is held but the one at hand. Postgres sends one a message; a
 * message that is anything else is an error, never a row too few.
 */
public final class CopyTuples implements AutoCloseable {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FLAGS_AND_EXTENSION = 2 * Integer.BYTES;
    private static final int HEADER = SIGNATURE.length + FLAGS_AND_EXTENSION;
    private static final short END = -1;

    private final CopyOut copy;
    private final String what;
    private boolean isFirst = true;

    private CopyTuples(CopyOut copy, String what) {
        this.copy = copy;
        this.what = what;
    }

    /**
     * Begins to copy; the connection can do nothing else until all is read, or this is closed.
     *
     * @param what is read, for messages
     */
    public static CopyTuples open(Connection connection, String sql, String what) throws SQLException {
        return new CopyTuples(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql), what);
    }

    /** The next one; null behind the last. */
    public byte @Nullable [] next() throws SQLException {
        byte[] message = copy.readFromCopy();
        while (message != null) {
            byte[] tuple = isFirst ? withoutHeader(message) : message;
            isFirst = false;
            if (tuple.length > 0 && ByteBuffer.wrap(tuple).getShort() != END) {
                return tuple;
            }
            message = copy.readFromCopy();
        }
        return null;
    }

    /** Gives up what was not read. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private byte[] withoutHeader(byte[] message) throws SQLException {
        boolean hasHeader =
                message.length >= HEADER && Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
        if (!hasHeader) {
            throw new SQLException("Cannot read %s: the answer does not begin as a binary COPY does".formatted(what));
        }
        return Arrays.copyOfRange(message, HEADER, message.length);
    }
}
