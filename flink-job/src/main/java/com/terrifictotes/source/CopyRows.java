package com.terrifictotes.source;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of one COPY of {@link CutSql}, as they arrive: nothing is held but the row at hand. Postgres sends one row a
 * message; a message that is anything else is an error, never a row too few.
 */
final class CopyRows implements AutoCloseable {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FLAGS_AND_EXTENSION = 2 * Integer.BYTES;
    private static final int HEADER = SIGNATURE.length + FLAGS_AND_EXTENSION;
    /** The last field: its length and 32 bits. */
    private static final int XID_FIELD = 2 * Integer.BYTES;

    private static final short END = -1;

    private final CopyOut copy;
    private final TableSchema table;
    private final int[] keyIndexes;
    private final long cut;
    private boolean isFirst = true;

    private CopyRows(CopyOut copy, TableSchema table, long cut) {
        this.copy = copy;
        this.table = table;
        this.keyIndexes = table.keyIndexes();
        this.cut = cut;
    }

    /** Begins to copy; the connection can do nothing else until {@link #next()} said null. */
    static CopyRows open(Connection connection, String sql, TableSchema table, long cut) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        return new CopyRows(copy, table, cut);
    }

    /** The next row; null behind the last. */
    @Nullable
    RowVersion next() throws SQLException {
        byte[] message = copy.readFromCopy();
        while (message != null) {
            byte[] tuple = isFirst ? withoutHeader(message) : message;
            isFirst = false;
            if (tuple.length > 0 && ByteBuffer.wrap(tuple).getShort() != END) {
                return version(tuple);
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

    private RowVersion version(byte[] message) {
        int end = message.length - XID_FIELD;
        ByteBuffer buffer = ByteBuffer.wrap(message);
        long xid = Integer.toUnsignedLong(buffer.getInt(end + Integer.BYTES));
        byte[] tuple = Arrays.copyOf(message, end);
        ByteBuffer.wrap(tuple).putShort((short) (buffer.getShort() - 1));
        Row row = Row.of(tuple);
        return new RowVersion(ChangeKey.of(table, keyIndexes, row), cut, xid, row);
    }

    private byte[] withoutHeader(byte[] message) throws SQLException {
        boolean hasHeader =
                message.length >= HEADER && Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
        if (!hasHeader) {
            throw new SQLException(
                    "Cannot read table %s: the answer does not begin as a binary COPY does".formatted(table.name()));
        }
        return Arrays.copyOfRange(message, HEADER, message.length);
    }
}
