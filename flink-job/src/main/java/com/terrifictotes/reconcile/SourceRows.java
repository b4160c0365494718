package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.Sql;
import com.terrifictotes.catalog.TableSchema;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a table of totesys in the order of their keys, each with the transaction that wrote it. */
final class SourceRows implements OrderedRows<SourceRows.Written> {

    /** The last field: its length and 32 bits. */
    private static final int XID_FIELD = 2 * Integer.BYTES;

    private final CopiedRows rows;

    /** @param xid 32 bits, unsigned */
    record Written(Row row, long xid) {}

    private SourceRows(CopiedRows rows) {
        this.rows = rows;
    }

    static SourceRows of(Connection connection, String namespace, TableSchema table, Selection selection)
            throws SQLException {
        String columns = table.columns().stream().map(Column::expression).collect(Collectors.joining(", "));
        return new SourceRows(CopiedRows.of(
                connection,
                "SELECT %s, xmin FROM %s WHERE %s ORDER BY %s"
                        .formatted(
                                columns,
                                Sql.table(namespace, table.name()),
                                selection.condition(table),
                                Key.order(table))));
    }

    @Override
    public @Nullable Written next() throws SQLException {
        Row all = rows.next();
        if (all == null) {
            return null;
        }
        int fields = all.size() - 1;
        byte[] tuple = Arrays.copyOf(all.tuple(), all.tuple().length - XID_FIELD);
        ByteBuffer.wrap(tuple).putShort((short) fields);
        return new Written(Row.of(tuple), Integer.toUnsignedLong((int) all.integer(fields)));
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
