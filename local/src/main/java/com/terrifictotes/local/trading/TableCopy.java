package com.terrifictotes.local.trading;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Streams rows into tables, and counts them.
 *
 * <p>The tables must have been made in the same transaction: their rows are written frozen, so that nobody has to visit
 * them again.
 */
final class TableCopy {
    private static final int SEND_FROM = 1 << 16;

    private final Connection connection;
    private final RowProgress progress;
    private final long total;
    private long done;

    TableCopy(Connection connection, long total, RowProgress progress) {
        this.connection = connection;
        this.total = total;
        this.progress = progress;
    }

    @FunctionalInterface
    interface Rows {
        void writeTo(Table table) throws IOException;
    }

    /** @param columns the table's name and, in brackets, its columns in the order of the values */
    void into(String columns, Rows rows) throws SQLException, IOException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (OutputStream stream = new PGCopyOutputStream(postgres, "COPY " + columns + " FROM STDIN (FREEZE)")) {
            Table table = new Table(stream);
            rows.writeTo(table);
            table.send();
        }
    }

    /** One table while it is written. */
    final class Table {
        private final OutputStream stream;
        private final CopyRow row = new CopyRow();

        private Table(OutputStream stream) {
            this.stream = stream;
        }

        /** Where the values of the next row go; {@link #endRow()} follows. */
        CopyRow row() {
            return row;
        }

        void endRow() throws IOException {
            row.end();
            done++;
            if (row.length() >= SEND_FROM) {
                send();
            }
        }

        private void send() throws IOException {
            stream.write(row.take());
            progress.rows(done, total);
        }
    }
}
