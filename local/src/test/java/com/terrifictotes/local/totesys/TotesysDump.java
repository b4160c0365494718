package com.terrifictotes.local.totesys;

import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.trading.RowProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * What a totesys held at a moment, to be restored in another database: every row is written there anew, by transactions
 * of that server, as pg_restore does.
 */
public final class TotesysDump {

    private final String database;
    private final Path folder;

    private TotesysDump(String database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Dumps all tables in one snapshot. */
    public static TotesysDump of(TestTotesys totesys, Path folder) throws SQLException, IOException {
        Files.createDirectories(folder);
        try (Connection connection = totesys.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (String table : TableColumns.of(connection).tables()) {
                try (OutputStream file = Files.newOutputStream(folder.resolve(table + ".csv"))) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("COPY \"%s\" TO STDOUT (FORMAT csv, HEADER)".formatted(table), file);
                }
            }
            connection.commit();
        }
        return new TotesysDump(totesys.database(), folder);
    }

    /** Makes the database on a server that does not have it. */
    public void restoreOn(PostgresServer server) throws SQLException, IOException {
        server.createDatabase(database);
        try (Connection connection = server.connect(database)) {
            TotesysSchema.createOnce(connection, new TotesysContent.Csv(folder), RowProgress.SILENT);
        }
    }
}
