package com.terrifictotes.source;

import com.terrifictotes.catalog.CopyTuples;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.RowVersion;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one COPY of {@link CutSql}, as they arrive: nothing is held but the row at hand.
 */
final class CopyRows implements AutoCloseable {

    /** The last field: its length and 32 bits. */
    private static final int XID_FIELD = 2 * Integer.BYTES;

    private final CopyTuples tuples;
    private final TableSchema table;
    private final int[] keyIndexes;
    private final long cut;

    private CopyRows(CopyTuples tuples, TableSchema table, long cut) {
        this.tuples = tuples;
        this.table = table;
        this.keyIndexes = table.keyIndexes();
        this.cut = cut;
    }

    /** Begins to copy; the connection can do nothing else until {@link #next()} said null. */
    static CopyRows open(Connection connection, String sql, TableSchema table, long cut) throws SQLException {
        return new CopyRows(CopyTuples.open(connection, sql, "table " + table.name()), table, cut);
    }

    /** The next row; null behind the last. */
    @Nullable
    RowVersion next() throws SQLException {
        byte[] tuple = tuples.next();
        return tuple == null ? null : version(tuple);
    }

    /** Gives up what was not read. */
    @Override
    public void close() throws SQLException {
        tuples.close();
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
}
